#include "server/key_source.hpp"

#include <cstdlib>
#include <cstring>
#include <string_view>

namespace latchkey::server {

namespace {

constexpr const char* variable = "LATCHKEY_SEALING_KEY";

// The environment is read at the start, before any thread that could change it.
// NOLINTBEGIN(concurrency-mt-unsafe)

// /proc/PID/environ shows the memory that the kernel put the variable into, so that is what is
// wiped; unsetting it alone would leave the value there.
std::optional<Secret> take_from_environment() {
  char* value = std::getenv(variable);
  if (value == nullptr)
    return std::nullopt;
  Secret key{std::string_view(value)};
  ::explicit_bzero(value, std::strlen(value));
  ::unsetenv(variable);
  return key;
}

std::optional<std::filesystem::path> credentials_directory() {
  const char* directory = std::getenv("CREDENTIALS_DIRECTORY");
  if (directory == nullptr)
    return std::nullopt;
  return std::filesystem::path(directory);
}

// NOLINTEND(concurrency-mt-unsafe)

}  // namespace

std::expected<recovery::KeySource, std::string> take_key_source(
    const std::filesystem::path& data, const std::optional<std::filesystem::path>& key_file) {
  return recovery::find_key_source({.data = data,
                                    .key_file = key_file,
                                    .environment = take_from_environment(),
                                    .credentials = credentials_directory()});
}

}  // namespace latchkey::server
