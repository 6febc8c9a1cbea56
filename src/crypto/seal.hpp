// Sealing of small secrets at rest (XChaCha20-Poly1305) under a key kept apart from them.
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
  static SealingKey generate(Random& random);

  // 32 bytes in hex, base64 or base64url, as an environment variable holds them. The error does not
  // repeat them.
  static std::expected<SealingKey, std::string> parse(const Secret& text);

  enum class FileAccess {
    owner_only,         // its mode must be 0600 or less
    granted_to_groups,  // group bits may be set: an ACL shows its mask there
  };
  // Reads a key file. The error says what is wrong with it: missing, unreadable, no regular file,
  // wrong size, or open to others. Symbolic links are followed.
  static std::expected<SealingKey, std::string> load(const std::filesystem::path& file,
                                                     FileAccess access = FileAccess::owner_only);
  // Writes it into a new file, mode 0600 whatever the umask, durable and whole from the moment that
  // the name is there. Where there is a file of that name, an error.
  [[nodiscard]] std::expected<void, std::string> save(const std::filesystem::path& file,
                                                      Random& random) const;

  // base64url(nonce || ciphertext). context binds the box to its place and is not stored in it.
  [[nodiscard]] std::string seal(const Secret& plain, std::string_view context, Random&) const;
  // An error for a box that was altered, belongs elsewhere, or was sealed under another key.
  [[nodiscard]] std::expected<Secret, std::string> open(std::string_view box,
                                                        std::string_view context) const;

  // The key itself, to be written where only those who may have it can read.
  [[nodiscard]] const Secret& bytes() const { return key_; }

 private:
  Secret key_;
};

}  // namespace latchkey::crypto
