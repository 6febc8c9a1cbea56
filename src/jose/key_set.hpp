// The keys of an issuer: private keys that sign, and the JWK set (RFC 7517) that others verify
// with.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "crypto/signature.hpp"

namespace latchkey::jose {

struct PrivateKey {
  std::string kid;  // RFC 7638 thumbprint of the public key
  crypto::SigningKey key;
};

struct PublicKey {
  std::string kid;
  crypto::VerificationKey key;
};

// RFC 7638 JWK thumbprint, base64url SHA-256.
std::string thumbprint(const crypto::VerificationKey& key);

// kty, use=sig, alg, kid and the public members; never a private one.
json::object to_jwk(const PublicKey& key);
// alg and use may be left out but not contradict; kid defaults to the thumbprint; a JWK that holds
// a private member is refused.
std::expected<PublicKey, std::string> from_jwk(const json::object& jwk);

// Immutable after it is built; thread-safe for reading.
class KeySet {
 public:
  KeySet() = default;
  explicit KeySet(std::vector<PublicKey> keys);

  [[nodiscard]] const PublicKey* find(std::string_view kid) const;
  [[nodiscard]] const std::vector<PublicKey>& keys() const { return keys_; }
  [[nodiscard]] json::object to_jwks() const;  // {"keys": [...]}

 private:
  std::vector<PublicKey> keys_;
};

}  // namespace latchkey::jose
