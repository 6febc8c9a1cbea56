#include <cerrno>
#include <fcntl.h>
#include <span>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "crypto/seal.hpp"

namespace latchkey::crypto {
namespace {

constexpr std::size_t key_bytes = 32;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0)
      close(number_);
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

std::unexpected<std::string> fault(const std::filesystem::path& file, const std::string& what) {
  return std::unexpected("key file " + file.string() + ": " + what);
}

std::unexpected<std::string> system_fault(const std::filesystem::path& file, const char* verb) {
  return fault(file, std::string(verb) + ": " + std::generic_category().message(errno));
}

std::expected<SealingKey, std::string> read_key(const Descriptor& descriptor,
                                                const std::filesystem::path& file) {
  struct stat status{};
  if (fstat(descriptor.number(), &status) != 0)
    return system_fault(file, "cannot be examined");
  if (!S_ISREG(status.st_mode))
    return fault(file, "is no regular file");
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
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

bool write_durably(const Descriptor& descriptor, std::string_view bytes) {
  return fchmod(descriptor.number(), S_IRUSR | S_IWUSR) == 0 &&
         TEMP_FAILURE_RETRY(write(descriptor.number(), bytes.data(), bytes.size())) ==
             static_cast<ssize_t>(bytes.size()) &&
         fsync(descriptor.number()) == 0;
}

bool sync_directory_of(const std::filesystem::path& file) {
  const auto directory = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const Descriptor descriptor(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return descriptor.is_open() && fsync(descriptor.number()) == 0;
}

// Written beside its place and linked into it, so that neither a crash nor another process that
// starts at the same time ever sees half a key. The first link wins.
std::expected<void, std::string> create_key(const std::filesystem::path& file, Random& random) {
  std::string bytes(key_bytes, '\0');
  random.fill(std::as_writable_bytes(std::span(bytes)));
  const Secret key(std::move(bytes));
  const std::string draft = file.string() + make_id(random, ".new_");
  const Descriptor descriptor(
      ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!descriptor.is_open())
    return system_fault(file, "cannot be created");
  const bool is_written = write_durably(descriptor, key.reveal()) &&
                          (link(draft.c_str(), file.c_str()) == 0 || errno == EEXIST);
  const int error = errno;
  unlink(draft.c_str());
  errno = error;
  if (!is_written || !sync_directory_of(file))
    return system_fault(file, "cannot be written");
  return {};
}

}  // namespace

std::expected<SealingKey, std::string> SealingKey::load_or_create(const std::filesystem::path& file,
                                                                  Random& random) {
  constexpr int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
  const Descriptor present(::open(file.c_str(), flags));
  if (present.is_open())
    return read_key(present, file);
  if (errno != ENOENT)
    return system_fault(file, "cannot be opened");
  if (const auto created = create_key(file, random); !created)
    return std::unexpected(created.error());
  const Descriptor fresh(::open(file.c_str(), flags));
  if (!fresh.is_open())
    return system_fault(file, "cannot be opened");
  return read_key(fresh, file);
}

}  // namespace latchkey::crypto
