// Signing and verification keys for JWS: ES256 (P-256) and RS256 (RSA-2048), RFC 7518 3.3, 3.4.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "base/secret.hpp"

namespace latchkey::crypto {

enum class Algorithm { es256, rs256 };

std::string_view name(Algorithm algorithm);  // "ES256", "RS256"

// The public members of a JWK (RFC 7518 6.2, 6.3), base64url: x and y for EC, n and e for RSA.
struct PublicMembers {
  std::string x, y;
  std::string n, e;
};

// Immutable; may be used from many threads at once; cheap to copy (shared state).
class VerificationKey {
 public:
  static std::expected<VerificationKey, std::string> from_members(Algorithm, const PublicMembers&);

  [[nodiscard]] Algorithm algorithm() const;
  [[nodiscard]] const PublicMembers& members() const;
  // signature: raw bytes as JWS carries them (r || s for ES256).
  [[nodiscard]] bool verify(std::string_view data, std::string_view signature) const;

 private:
  struct State;
  explicit VerificationKey(std::shared_ptr<const State> state);
  std::shared_ptr<const State> state_;
};

// Immutable; may be used from many threads at once; cheap to copy (shared state).
class SigningKey {
 public:
  static SigningKey generate(Algorithm);
  // PKCS#8 DER, as private_der() gave it.
  static std::expected<SigningKey, std::string> from_der(Algorithm, const Secret& der);

  [[nodiscard]] Algorithm algorithm() const;
  [[nodiscard]] Secret private_der() const;
  [[nodiscard]] const VerificationKey& verification_key() const;
  // Raw signature bytes as JWS carries them. Throws std::runtime_error when OpenSSL fails.
  [[nodiscard]] std::string sign(std::string_view data) const;

 private:
  struct State;
  explicit SigningKey(std::shared_ptr<const State> state);
  [[nodiscard]] bool is_consistent() const;

  std::shared_ptr<const State> state_;
};

}  // namespace latchkey::crypto
