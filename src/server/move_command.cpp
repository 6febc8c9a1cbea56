#include <filesystem>
#include <memory>
#include <spdlog/fmt/fmt.h>

#include "cli/command.hpp"
#include "cli/failure.hpp"
#include "cli/terminal.hpp"
#include "db/migrations.hpp"
#include "db/postgres.hpp"
#include "db/sqlite.hpp"
#include "recovery/move.hpp"
#include "server/recovery_commands.hpp"

namespace latchkey::server {

namespace {

constexpr std::string_view file_scheme = "sqlite:";

struct Given {
  std::string from;
  std::string to;
};

// Claims the file, so that no server writes to it meanwhile.
std::unique_ptr<db::Database> open_source(const std::string& from) {
  if (!from.starts_with(file_scheme))
    throw cli::misused("--from must be like sqlite:/var/lib/latchkey/latchkey.db");
  const std::filesystem::path file = from.substr(file_scheme.size());
  if (!std::filesystem::exists(file))
    throw cli::misused(fmt::format("there is no store at {}", file.string()));
  auto database = db::open_sqlite({.file = file, .readers = 1});
  db::migrate(*database);
  return database;
}

std::unique_ptr<db::Database> open_target(const std::string& to) {
  if (!db::is_postgres_url(to))
    throw cli::misused("--to must be like postgresql://latchkey@db.example.com/latchkey");
  auto database = db::open_postgres({.url = to, .readers = 1, .answer_timeout = {}});
  db::migrate(*database);
  return database;
}

void run(const Given& given) {
  const auto source = open_source(given.from);
  const auto target = open_target(given.to);
  const auto moved =
      recovery::move_store(*source, *target, [](std::string_view table, std::int64_t rows) {
        cli::print_error(fmt::format("{:<22}{:>12} rows\n", table, rows));
      });
  cli::print(
      fmt::format("Carried over: {} rows of {} tables; the audit log is whole there, {} events.\n"
                  "Start the nodes with --database and the sealing key of this store. The file "
                  "is as it was: keep it until you are content, and start no server on it.\n",
                  moved.rows, moved.tables, moved.audit_events));
}

}  // namespace

void add_move_command(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  auto* command = app.add_subcommand(
      "move", "Carry everything from an SQLite file over to PostgreSQL; the server is stopped");
  command->add_option("--from", given->from, "The file: sqlite:/var/lib/latchkey/latchkey.db")
      ->type_name("URL")
      ->required();
  command->add_option("--to", given->to, "An empty database: postgresql://...")
      ->type_name("URL")
      ->required();
  command->footer(
      cli::examples_text({"move --from sqlite:/var/lib/latchkey/latchkey.db "
                          "--to postgresql://latchkey@db.example.com/latchkey"}));
  command->callback([given] { run(*given); });
}

}  // namespace latchkey::server
