#include "db/copy.hpp"

#include <array>

#include "db/sqlite/connection.hpp"

namespace latchkey::db {

namespace {

using sqlite::Connection;

Connection open_to_read(const std::filesystem::path& file) {
  return Connection({.file = file,
                     .access = sqlite::Access::reads,
                     .cache_kib = 4'096,
                     .busy_timeout_milliseconds = 10'000});
}

}  // namespace

// VACUUM INTO reads in one transaction, and writes no page that holds nothing: what was deleted is
// not in the copy.
void copy_database(const std::filesystem::path& file, const std::filesystem::path& copy) {
  Connection connection = open_to_read(file);
  const std::string target = copy.string();
  const std::array parameters{Value(std::string_view(target))};
  connection.run("VACUUM INTO $1", parameters, [](const Row&) {});
}

void read_file(const std::filesystem::path& file, const std::function<void(Transaction&)>& fn) {
  Connection connection = open_to_read(file);
  connection.execute("BEGIN");
  sqlite::SqliteTransaction tx(connection);
  fn(tx);
}

std::optional<std::string> find_damage(const std::filesystem::path& file) {
  try {
    Connection connection = open_to_read(file);
    auto found = connection.query_text("PRAGMA integrity_check(1)");
    return found == "ok" ? std::nullopt : std::optional(std::move(found));
  } catch (const Unavailable& damage) {
    return damage.what();
  }
}

}  // namespace latchkey::db
