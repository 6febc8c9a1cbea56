// What a VerificationKey holds; for this folder only.
#pragma once

#include "crypto/openssl.hpp"
#include "crypto/signature.hpp"

namespace latchkey::crypto {

inline constexpr int min_rsa_bits = 2048;
inline constexpr int max_rsa_bits = 4096;

struct VerificationKey::State {
  Algorithm algorithm;
  PublicMembers members;
  PkeyPointer pkey;
};

// Throws std::runtime_error when pkey is no key of that algorithm.
PublicMembers public_members(Algorithm algorithm, const EVP_PKEY* pkey);

}  // namespace latchkey::crypto
