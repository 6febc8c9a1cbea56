// Sealing of small secrets at rest (XChaCha20-Poly1305) under a key kept in a file of its own.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/secret.hpp"

namespace latchkey::crypto {

// Immutable, thread-safe.
class SealingKey {
 public:
  explicit SealingKey(Secret key32);  // exactly 32 bytes

  // Reads the key file; creates it with 32 random bytes, mode 0600 whatever the umask, and fsync,
  // when it does not exist. The error says what is wrong with the file: unreadable, wrong size,
  // or readable by others (group or world bits set).
  static std::expected<SealingKey, std::string> load_or_create(const std::filesystem::path& file,
                                                               Random& random);

  // base64url(nonce || ciphertext). context binds the box to its place and is not stored in it.
  [[nodiscard]] std::string seal(const Secret& plain, std::string_view context, Random&) const;
  // An error for a box that was altered, belongs elsewhere, or was sealed under another key.
  [[nodiscard]] std::expected<Secret, std::string> open(std::string_view box,
                                                        std::string_view context) const;

 private:
  Secret key_;
};

}  // namespace latchkey::crypto
