#include <cerrno>
#include <fcntl.h>
#include <span>
#include <sys/stat.h>
#include <unistd.h>

#include "base/encoding.hpp"
#include "base/file.hpp"
#include "crypto/seal.hpp"

namespace latchkey::crypto {
namespace {

constexpr std::size_t key_bytes = 32;

std::unexpected<std::string> fault(const std::filesystem::path& file, const std::string& what) {
  return std::unexpected("key file " + file.string() + ": " + what);
}

std::unexpected<std::string> system_fault(const std::filesystem::path& file, const char* verb) {
  return fault(file, std::string(verb) + ": " + error_text(errno));
}

std::expected<SealingKey, std::string> read_key(const Descriptor& descriptor,
                                                const std::filesystem::path& file,
                                                mode_t forbidden) {
  struct stat status{};
  if (fstat(descriptor.number(), &status) != 0)
    return system_fault(file, "cannot be examined");
  if (!S_ISREG(status.st_mode))
    return fault(file, "is no regular file");
  if ((status.st_mode & forbidden) != 0)
    return fault(file, "is open to group or others; its mode must be 0600");
  if (status.st_size != static_cast<off_t>(key_bytes))
    return fault(file, "must hold exactly 32 bytes");
  std::string key(key_bytes, '\0');
  const ssize_t count = TEMP_FAILURE_RETRY(read(descriptor.number(), key.data(), key.size()));
  if (count < 0)
    return system_fault(file, "cannot be read");
  if (static_cast<std::size_t>(count) != key_bytes)
    return fault(file, "must hold exactly 32 bytes");
  return SealingKey(Secret(std::move(key)));
}

}  // namespace

SealingKey SealingKey::generate(Random& random) {
  std::string bytes(key_bytes, '\0');
  random.fill(std::as_writable_bytes(std::span(bytes)));
  return SealingKey(Secret(std::move(bytes)));
}

std::expected<SealingKey, std::string> SealingKey::parse(const Secret& text) {
  auto bytes = text.reveal().size() == 2 * key_bytes ? hex_decode(text.reveal())
                                                     : base64_decode(text.reveal());
  if (!bytes)
    bytes = base64url_decode(text.reveal());
  Secret key = bytes ? Secret(std::move(*bytes)) : Secret();
  if (key.reveal().size() != key_bytes)
    return std::unexpected(
        "must be 32 bytes in base64 or hex, as `openssl rand -base64 32` makes them");
  return SealingKey(std::move(key));
}

std::expected<SealingKey, std::string> SealingKey::load(const std::filesystem::path& file,
                                                        FileAccess access) {
  // Without waiting for a FIFO's other end.
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!descriptor.is_open())
    return system_fault(file, "cannot be opened");
  const mode_t forbidden = access == FileAccess::owner_only ? S_IRWXG | S_IRWXO : S_IRWXO;
  return read_key(descriptor, file, forbidden);
}

// Written beside its place and linked into it, so that neither a crash nor another process that
// starts at the same time ever sees half a key.
std::expected<void, std::string> SealingKey::save(const std::filesystem::path& file,
                                                  Random& random) const {
  const UnfinishedFile draft(file.string() + make_id(random, ".new_"));
  const Descriptor descriptor = create_private_file(draft.path());
  if (!descriptor.is_open())
    return system_fault(file, "cannot be created");
  if (!write_all(descriptor, key_.reveal()) || fsync(descriptor.number()) != 0 ||
      link(draft.path().c_str(), file.c_str()) != 0 || !sync_directory_of(file))
    return system_fault(file, "cannot be written");
  return {};
}

}  // namespace latchkey::crypto
