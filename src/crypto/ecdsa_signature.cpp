#include "crypto/ecdsa_signature.hpp"

#include "crypto/openssl.hpp"

namespace latchkey::crypto {
namespace {

constexpr int part_bytes = 32;

}  // namespace

std::string raw_from_der(std::span<const unsigned char> der) {
  const unsigned char* position = der.data();
  const EcdsaSigPointer signature(d2i_ECDSA_SIG(nullptr, &position, static_cast<long>(der.size())));
  require_openssl(signature != nullptr, "ECDSA signature");
  std::string raw(2 * part_bytes, '\0');
  auto* bytes = reinterpret_cast<unsigned char*>(raw.data());
  const bool fits =
      BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), bytes, part_bytes) == part_bytes &&
      BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), bytes + part_bytes, part_bytes) == part_bytes;
  require_openssl(fits, "ECDSA signature");
  return raw;
}

std::optional<std::string> der_from_raw(std::string_view raw) {
  if (raw.size() != 2 * part_bytes)
    return std::nullopt;
  const auto* bytes = reinterpret_cast<const unsigned char*>(raw.data());
  BignumPointer r(BN_bin2bn(bytes, part_bytes, nullptr));
  BignumPointer s(BN_bin2bn(bytes + part_bytes, part_bytes, nullptr));
  const EcdsaSigPointer signature(ECDSA_SIG_new());
  require_openssl(r && s && signature && ECDSA_SIG_set0(signature.get(), r.get(), s.get()) == 1,
                  "ECDSA signature");
  // set0 took both over.
  static_cast<void>(r.release());  // NOLINT(bugprone-unused-return-value)
  static_cast<void>(s.release());  // NOLINT(bugprone-unused-return-value)
  unsigned char* position = nullptr;
  const int length = i2d_ECDSA_SIG(signature.get(), nullptr);
  require_openssl(length > 0, "ECDSA signature");
  std::string der(static_cast<std::size_t>(length), '\0');
  position = reinterpret_cast<unsigned char*>(der.data());
  i2d_ECDSA_SIG(signature.get(), &position);
  return der;
}

}  // namespace latchkey::crypto
