// Prepared signing and verifying contexts, kept per thread: copying one is cheaper than making one.
#pragma once

#include <memory>

#include "crypto/openssl.hpp"

namespace latchkey::crypto {

enum class SignatureUse { sign, verify };

// A key with the object whose life it shares; the owner must come from std::make_shared.
struct OwnedPkey {
  std::shared_ptr<const void> owner;
  EVP_PKEY* pkey;
};

// A context ready for one EVP_DigestSign or EVP_DigestVerify (SHA-256). It belongs to the calling
// thread and is valid until that thread's next call. Throws std::runtime_error when OpenSSL fails.
EVP_MD_CTX* prepared_context(const OwnedPkey& key, SignatureUse use);

}  // namespace latchkey::crypto
