#include "cli/failure.hpp"
#include "server/key_source.hpp"
#include "server/recovery_commands.hpp"
#include "server/serve_options.hpp"

namespace latchkey::server {

void StoreLocation::add_to(CLI::App& command) {
  command
      .add_option("--data", data_, "Data directory of the server; by default LATCHKEY_DATA or var")
      ->type_name("DIR");
  add_database_option(command, database_);
  command
      .add_option("--key-file", key_file_, "File of the sealing key; by default DIR/latchkey.key")
      ->type_name("FILE");
  command.add_option("--config", config_, "Configuration file of the server, which names both")
      ->envname("LATCHKEY_CONFIG")
      ->type_name("FILE");
}

std::filesystem::path StoreLocation::data() const {
  return data_directory(data_, config_);
}

std::string StoreLocation::database() const {
  return serve_option("database", database_, config_);
}

recovery::KeySource StoreLocation::key_source() const {
  const auto file = serve_option("key-file", key_file_, config_);
  auto source = take_key_source(
      data(), file.empty() ? std::nullopt : std::optional<std::filesystem::path>(file));
  if (!source)
    throw cli::misused(source.error());
  return *std::move(source);
}

}  // namespace latchkey::server
