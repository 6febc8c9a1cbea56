#include "db/sqlite/claim.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace latchkey::db::sqlite {

namespace {

constexpr mode_t owner_only = S_IRUSR | S_IWUSR;

[[noreturn]] void fail(const std::filesystem::path& file, std::string_view what) {
  throw std::runtime_error(
      fmt::format("{}: {}: {}", file.string(), what, std::generic_category().message(errno)));
}

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& file, int flags)
      : value_(::open(file.c_str(), flags | O_CLOEXEC, owner_only)) {}
  ~Descriptor() {
    if (value_ >= 0)
      ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int get() const { return value_; }
  int release() { return std::exchange(value_, -1); }

 private:
  int value_;
};

std::string read_owner(int lock) {
  std::array<char, 32> text{};
  const auto size = ::pread(lock, text.data(), text.size(), 0);
  const std::string_view found(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  return std::string(found.substr(0, found.find_first_not_of("0123456789")));
}

}  // namespace

Claim::Claim(const std::filesystem::path& file) {
  auto path = file;
  path += ".lock";
  Descriptor lock(path, O_RDWR | O_CREAT);
  if (lock.get() < 0)
    fail(path, "cannot open");
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK)
      fail(path, "cannot lock");
    throw std::runtime_error(fmt::format("in use by the process {}", read_owner(lock.get())));
  }
  const auto owner = fmt::format("{}\n", ::getpid());
  if (::fchmod(lock.get(), owner_only) != 0 || ::ftruncate(lock.get(), 0) != 0 ||
      ::pwrite(lock.get(), owner.data(), owner.size(), 0) != static_cast<ssize_t>(owner.size()))
    fail(path, "cannot write");
  lock_ = lock.release();
}

Claim::~Claim() {
  ::close(lock_);
}

void create_private(const std::filesystem::path& file) {
  const Descriptor created(file, O_RDWR | O_CREAT);
  if (created.get() < 0)
    fail(file, "cannot open");
  if (::fchmod(created.get(), owner_only) != 0)
    fail(file, "cannot set the mode");
  for (const auto* suffix : {"-wal", "-shm"}) {
    auto companion = file;
    companion += suffix;
    if (::chmod(companion.c_str(), owner_only) != 0 && errno != ENOENT)
      fail(companion, "cannot set the mode");
  }
  const auto folder = std::filesystem::absolute(file).parent_path();
  const Descriptor directory(folder, O_RDONLY | O_DIRECTORY);
  if (directory.get() < 0 || ::fsync(directory.get()) != 0)
    fail(folder, "cannot sync");
}

}  // namespace latchkey::db::sqlite
