#include "cli/secret_reference.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <spdlog/fmt/fmt.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace latchkey::cli {

namespace {

constexpr std::size_t max_bytes = 4096;

class Descriptor {
 public:
  explicit Descriptor(const std::filesystem::path& file)
      : number_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}
  ~Descriptor() {
    if (number_ >= 0)
      ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

std::string system_error(const std::filesystem::path& file) {
  return fmt::format("{}: {}", file.string(), std::generic_category().message(errno));
}

std::optional<std::string> refuse_mode(const std::filesystem::path& file, int descriptor) {
  struct stat status{};
  if (::fstat(descriptor, &status) != 0)
    return system_error(file);
  if (!S_ISREG(status.st_mode))
    return file.string() + " is no regular file";
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return fmt::format("{0} can be read by others: chmod 0600 {0}", file.string());
  return std::nullopt;
}

}  // namespace

std::expected<Secret, std::string> read_secret_file(const std::filesystem::path& file) {
  const Descriptor descriptor(file);
  if (descriptor.number() < 0)
    return std::unexpected(system_error(file));
  if (auto refused = refuse_mode(file, descriptor.number()))
    return std::unexpected(std::move(*refused));
  std::array<char, max_bytes + 1> buffer{};
  const ssize_t count = ::read(descriptor.number(), buffer.data(), buffer.size());
  if (count < 0)
    return std::unexpected(system_error(file));
  std::string_view text(buffer.data(), static_cast<std::size_t>(count));
  if (text.size() > max_bytes)
    return std::unexpected(file.string() + " is larger than 4096 bytes");
  for (const char end : {'\n', '\r'})
    if (text.ends_with(end))
      text.remove_suffix(1);
  if (text.empty())
    return std::unexpected(file.string() + " is empty");
  return Secret(text);
}

std::expected<Secret, std::string> read_secret_variable(const std::string& name,
                                                        const Environment& environment) {
  auto value = environment(name);
  if (!value)
    return std::unexpected(fmt::format("the environment variable {} is not set", name));
  return Secret(*std::move(value));
}

}  // namespace latchkey::cli
