#include "audit/durable_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <spdlog/fmt/fmt.h>
#include <system_error>
#include <unistd.h>

#include "audit/descriptor.hpp"

namespace latchkey::audit {

namespace {

void make_directory(const std::filesystem::path& directory) {
  std::error_code error;
  const bool is_new = std::filesystem::create_directories(directory, error);
  if (error)
    throw std::system_error(error, fmt::format("cannot create {}", directory.string()));
  if (!is_new)
    return;
  std::filesystem::permissions(directory, std::filesystem::perms::owner_all);
  sync_directory(std::filesystem::absolute(directory).parent_path());
}

// Removes what was not renamed.
struct Part {
  explicit Part(std::filesystem::path name) : path(std::move(name)) { ::unlink(path.c_str()); }
  ~Part() { ::unlink(path.c_str()); }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  std::filesystem::path path;
};

}  // namespace

void throw_system_error(std::string_view verb, const std::filesystem::path& path) {
  throw std::system_error(errno, std::generic_category(),
                          fmt::format("cannot {} {}", verb, path.string()));
}

void write_all(int descriptor, std::string_view text, const std::filesystem::path& path) {
  while (!text.empty()) {
    const auto written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno != EINTR)
      throw_system_error("write", path);
    if (written > 0)
      text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void sync_directory(const std::filesystem::path& directory) {
  const Descriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open() || ::fsync(opened.get()) != 0)
    throw_system_error("sync", directory);
}

void write_durably(const std::filesystem::path& directory, std::string_view name,
                   std::string_view content) {
  make_directory(directory);
  const Part part(directory / (std::string(name) + ".part"));
  const Descriptor file(
      ::open(part.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.is_open())
    throw_system_error("create", part.path);
  write_all(file.get(), content, part.path);
  if (::fsync(file.get()) != 0)
    throw_system_error("sync", part.path);
  if (::rename(part.path.c_str(), (directory / name).c_str()) != 0)
    throw_system_error("rename", part.path);
  sync_directory(directory);
}

}  // namespace latchkey::audit
