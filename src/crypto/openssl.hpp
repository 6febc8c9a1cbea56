// Ownership of OpenSSL's objects, and its failures as exceptions; for this folder only.
#pragma once

#include <memory>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <stdexcept>
#include <string>

namespace latchkey::crypto {

template <auto free_function>
struct OpensslDeleter {
  template <class T>
  void operator()(T* object) const {
    free_function(object);
  }
};

using PkeyPointer = std::unique_ptr<EVP_PKEY, OpensslDeleter<EVP_PKEY_free>>;
using PkeyContextPointer = std::unique_ptr<EVP_PKEY_CTX, OpensslDeleter<EVP_PKEY_CTX_free>>;
using DigestContextPointer = std::unique_ptr<EVP_MD_CTX, OpensslDeleter<EVP_MD_CTX_free>>;
using DigestPointer = std::unique_ptr<EVP_MD, OpensslDeleter<EVP_MD_free>>;
using BignumPointer = std::unique_ptr<BIGNUM, OpensslDeleter<BN_free>>;
using EcdsaSigPointer = std::unique_ptr<ECDSA_SIG, OpensslDeleter<ECDSA_SIG_free>>;
using Pkcs8Pointer = std::unique_ptr<PKCS8_PRIV_KEY_INFO, OpensslDeleter<PKCS8_PRIV_KEY_INFO_free>>;

// Throws std::runtime_error unless `succeeded`; OpenSSL's own reasons hold no secrets.
inline void require_openssl(bool succeeded, const char* what) {
  if (succeeded)
    return;
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  throw std::runtime_error(std::string("OpenSSL: ") + what + ": " + (reason ? reason : "failed"));
}

// Fetched once for the process, immutable, thread-safe.
const EVP_MD* sha256_algorithm();

}  // namespace latchkey::crypto
