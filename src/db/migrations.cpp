#include "db/migrations.hpp"

#include <array>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>

#include "db/migrations/list.hpp"
#include "db/split_statements.hpp"

namespace latchkey::db {

namespace {

int applied(Transaction& tx) {
  tx.lock(Lock::schema);
  tx.execute(
      "CREATE TABLE IF NOT EXISTS schema_migrations ("
      "number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)");
  const auto newest = tx.one("SELECT coalesce(max(number), 0) FROM schema_migrations", {},
                             [](const Row& row) { return static_cast<int>(row.integer(0)); });
  return newest.value_or(0);
}

// Nothing is done where another process that shares the database has applied it meanwhile.
void apply(Transaction& tx, const Migration& migration, Time now) {
  if (applied(tx) >= migration.number)
    return;
  for (const auto statement : split_statements(migration.sql)) tx.execute(statement);
  tx.execute("INSERT INTO schema_migrations (number, name, applied_at) VALUES ($1, $2, $3)",
             {std::int64_t{migration.number}, migration.name,
              std::int64_t{now.time_since_epoch().count()}});
}

}  // namespace

std::span<const Migration> migrations() {
  static const std::array all{initial, activity, permission_catalogues, audit_archives,
                              grant_resources};
  return all;
}

int schema_version(Database& database) {
  return database.write_now([](Transaction& tx) { return applied(tx); });
}

void migrate(Database& database, std::span<const Migration> all, int up_to, const Clock& clock) {
  const int version = schema_version(database);
  const int newest = static_cast<int>(all.size());
  if (version > newest)
    throw std::runtime_error(
        fmt::format("the database has schema version {}, this program knows {} and cannot use it",
                    version, newest));
  for (int index = 0; index < newest; ++index) {
    const Migration& migration = all[static_cast<std::size_t>(index)];
    if (migration.number != index + 1)
      throw std::logic_error(fmt::format("migration {} is out of order", migration.name));
    if (migration.number <= version || (up_to != 0 && migration.number > up_to))
      continue;
    database.write_now([&](Transaction& tx) { apply(tx, migration, clock.now()); });
  }
}

void migrate(Database& database, int up_to) {
  migrate(database, migrations(), up_to, SystemClock());
}

}  // namespace latchkey::db
