#include <boost/json/serialize.hpp>

#include "fuzz.hpp"
#include "jose/key_set.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey;
  const auto value = parse_json(fuzz::text_of(data, size));
  if (!value || !value->is_object())
    return 0;
  const auto key = jose::from_jwk(value->get_object());
  if (!key) {
    fuzz::require(!key.error().empty());
    return 0;
  }
  fuzz::require(!key->kid.empty());
  const auto jwk = jose::to_jwk(*key);
  const auto again = jose::from_jwk(jwk);
  // OpenSSL tries a modulus with random bases: one with small factors may pass once, and then not.
  if (!again && key->key.algorithm() == crypto::Algorithm::rs256)
    return 0;
  fuzz::require(again && again->kid == key->kid);
  fuzz::require(jose::thumbprint(again->key) == jose::thumbprint(key->key));
  fuzz::require(jose::to_jwk(*again) == jwk);
  fuzz::require(!key->key.verify("data", "signature"));
  return 0;
}
