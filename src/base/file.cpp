#include "base/file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace latchkey {

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

Descriptor::~Descriptor() {
  if (number_ >= 0)
    ::close(number_);
}

Descriptor create_private_file(const std::filesystem::path& file) {
  constexpr mode_t owner_only = S_IRUSR | S_IWUSR;
  Descriptor created(::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, owner_only));
  if (created.is_open() && ::fchmod(created.number(), owner_only) != 0)
    return Descriptor();
  return created;
}

bool write_all(const Descriptor& descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count =
        TEMP_FAILURE_RETRY(::write(descriptor.number(), bytes.data(), bytes.size()));
    if (count < 0)
      return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool sync_directory_of(const std::filesystem::path& file) {
  const auto directory = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const Descriptor descriptor(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return descriptor.is_open() && ::fsync(descriptor.number()) == 0;
}

std::string error_text(int error) {
  return std::generic_category().message(error);
}

UnfinishedFile::~UnfinishedFile() {
  if (!path_.empty())
    ::unlink(path_.c_str());
}

}  // namespace latchkey
