#include "crypto/password.hpp"

#include <array>
#include <cerrno>
#include <new>
#include <sodium.h>

#include "crypto/sodium.hpp"

namespace latchkey::crypto {
namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19UL * 1024 * 1024;

}  // namespace

std::string hash_password(const Secret& password) {
  require_sodium();
  std::array<char, crypto_pwhash_STRBYTES> phc{};
  const std::string_view plain = password.reveal();
  if (crypto_pwhash_str_alg(phc.data(), plain.data(), plain.size(), passes, memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  return phc.data();
}

bool verify_password(const Secret& password, const std::string& phc) {
  require_sodium();
  const bool is_phc =
      phc.starts_with("$argon2id$") && phc.size() < crypto_pwhash_STRBYTES && !phc.contains('\0');
  if (!is_phc)
    return false;
  const std::string_view plain = password.reveal();
  errno = 0;
  if (crypto_pwhash_str_verify(phc.c_str(), plain.data(), plain.size()) == 0)
    return true;
  // Want of memory must not pass for a wrong password.
  if (errno == ENOMEM)
    throw std::bad_alloc();
  return false;
}

const std::string& decoy_password_hash() {
  static const std::string phc =
      "$argon2id$v=19$m=19456,t=2,p=1$LR6rmGqmaZ2vglDmi6Mp/"
      "g$iLkZ7JxbRceitoEc+2m+5S31hDGpJikluoxkeQj30KY";
  return phc;
}

}  // namespace latchkey::crypto
