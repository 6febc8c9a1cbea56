#include "cli/failure.hpp"
#include "db/postgres.hpp"
#include "db/sqlite_reader.hpp"
#include "server/audit_commands.hpp"
#include "server/serve_options.hpp"

namespace latchkey::server {

void AuditLocation::add_to(CLI::App& command) {
  command
      .add_option("--data", data_, "Data directory of the server; by default LATCHKEY_DATA or var")
      ->type_name("DIR")
      ->group("Server");
  add_database_option(command, database_);
  command
      .add_option("--audit-archive", archives_, "Directory of the archives; by default DIR/audit")
      ->type_name("DIR")
      ->group("Server");
  command.add_option("--config", config_, "Configuration file of the server, which names both")
      ->envname("LATCHKEY_CONFIG")
      ->type_name("FILE")
      ->group("Server");
}

std::unique_ptr<db::Database> AuditLocation::open_database() const {
  const auto url = serve_option("database", database_, config_);
  try {
    if (!url.empty())
      return db::open_postgres({.url = url, .readers = 1, .answer_timeout = {}});
    return db::open_sqlite_reader(data() / "latchkey.db");
  } catch (const std::exception& error) {
    throw cli::failed(std::string(error.what()) +
                      "; --data names the directory of the server, --database its PostgreSQL");
  }
}

std::filesystem::path AuditLocation::archives() const {
  const auto found = serve_option("audit-archive", archives_, config_);
  return found.empty() ? data() / "audit" : std::filesystem::path(found);
}

std::filesystem::path AuditLocation::data() const {
  return data_directory(data_, config_);
}

}  // namespace latchkey::server
