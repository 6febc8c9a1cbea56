#include "cli/failure.hpp"
#include "server/configuration.hpp"
#include "server/key_source.hpp"
#include "server/recovery_commands.hpp"
#include "server/serve_command.hpp"

namespace latchkey::server {

void StoreLocation::add_to(CLI::App& command) {
  command
      .add_option("--data", data_, "Data directory of the server; by default LATCHKEY_DATA or var")
      ->type_name("DIR");
  command
      .add_option("--key-file", key_file_, "File of the sealing key; by default DIR/latchkey.key")
      ->type_name("FILE");
  command.add_option("--config", config_, "Configuration file of the server, which names both")
      ->envname("LATCHKEY_CONFIG")
      ->type_name("FILE");
}

std::filesystem::path StoreLocation::data() const {
  const auto found = option("data", data_);
  return found.empty() ? std::filesystem::path(default_data) : std::filesystem::path(found);
}

recovery::KeySource StoreLocation::key_source() const {
  const auto file = option("key-file", key_file_);
  auto source = take_key_source(
      data(), file.empty() ? std::nullopt : std::optional<std::filesystem::path>(file));
  if (!source)
    throw cli::misused(source.error());
  return *std::move(source);
}

std::string StoreLocation::option(std::string_view name, const std::string& given) const {
  if (!given.empty())
    return given;
  const auto values = resolve_options({}, config_);
  if (!values)
    throw cli::misused(values.error());
  const auto found = values->find(name);
  return found == values->end() ? std::string() : found->second;
}

}  // namespace latchkey::server
