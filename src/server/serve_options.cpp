#include "server/serve_options.hpp"

#include "cli/failure.hpp"
#include "server/configuration.hpp"
#include "server/serve_command.hpp"

namespace latchkey::server {

std::string serve_option(std::string_view name, const std::string& given,
                         const std::string& config_file) {
  if (!given.empty())
    return given;
  const auto values = resolve_options({}, config_file);
  if (!values)
    throw cli::misused(values.error());
  const auto found = values->find(name);
  return found == values->end() ? std::string() : found->second;
}

void add_database_option(CLI::App& command, std::string& url) {
  command
      .add_option("--database", url,
                  "URL of the server's PostgreSQL; by default LATCHKEY_DATABASE or none")
      ->type_name("URL")
      ->group("Server");
}

std::filesystem::path data_directory(const std::string& given, const std::string& config_file) {
  const auto found = serve_option("data", given, config_file);
  return std::filesystem::path(found.empty() ? default_data : found);
}

}  // namespace latchkey::server
