#include "http/local_address.hpp"

#include <cerrno>
#include <fcntl.h>
#include <spdlog/fmt/fmt.h>
#include <sys/un.h>

namespace latchkey::http {

namespace {

bool fits(const std::filesystem::path& file) {
  return file.native().size() < sizeof(sockaddr_un::sun_path);
}

Descriptor open_directory(const std::filesystem::path& directory) {
  Descriptor opened(open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open())
    throw boost::system::system_error(errno, boost::system::system_category());
  return opened;
}

}  // namespace

LocalAddress::LocalAddress(const std::filesystem::path& file) {
  if (fits(file)) {
    endpoint_ = file.native();
    return;
  }
  directory_ = open_directory(file.has_parent_path() ? file.parent_path() : ".");
  endpoint_ = fmt::format("/proc/self/fd/{}/{}", directory_.number(), file.filename().native());
}

}  // namespace latchkey::http
