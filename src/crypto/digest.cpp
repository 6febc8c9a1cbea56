#include "crypto/digest.hpp"

#include <sodium.h>

#include "base/encoding.hpp"
#include "crypto/openssl.hpp"
#include "crypto/sodium.hpp"

namespace latchkey::crypto {
namespace {

const unsigned char* as_unsigned(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// Reused by the calls of one thread, which saves most of what a short digest costs.
EVP_MD_CTX* thread_context() {
  thread_local const DigestContextPointer context(EVP_MD_CTX_new());
  require_openssl(context != nullptr, "digest context");
  return context.get();
}

}  // namespace

const EVP_MD* sha256_algorithm() {
  static const DigestPointer algorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  require_openssl(algorithm != nullptr, "SHA-256");
  return algorithm.get();
}

Sha256 sha256(std::string_view data) {
  Sha256 digest;
  EVP_MD_CTX* context = thread_context();
  const bool succeeded =
      EVP_DigestInit_ex2(context, sha256_algorithm(), nullptr) == 1 &&
      EVP_DigestUpdate(context, data.data(), data.size()) == 1 &&
      EVP_DigestFinal_ex(context, reinterpret_cast<unsigned char*>(digest.data()), nullptr) == 1;
  require_openssl(succeeded, "SHA-256");
  return digest;
}

Sha256 hmac_sha256(std::string_view key, std::string_view data) {
  require_sodium();
  Sha256 code;
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, as_unsigned(key), key.size());
  crypto_auth_hmacsha256_update(&state, as_unsigned(data), data.size());
  crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(code.data()));
  sodium_memzero(&state, sizeof state);
  return code;
}

std::string digest_text(std::string_view value) {
  return base64url_encode(sha256(value));
}

bool constant_time_equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace latchkey::crypto
