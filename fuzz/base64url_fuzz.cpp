#include "base/encoding.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey;
  const auto text = fuzz::text_of(data, size);
  if (const auto bytes = base64url_decode(text))
    fuzz::require(base64url_encode(as_bytes(*bytes)) == text);
  if (const auto bytes = base64_decode(text))
    fuzz::require(base64_encode(as_bytes(*bytes)) == text);
  fuzz::require(base64url_decode(base64url_encode(as_bytes(text))) == text);
  fuzz::require(base64_decode(base64_encode(as_bytes(text))) == text);
  fuzz::require(hex_encode(as_bytes(text)).size() == 2 * size);
  return 0;
}
