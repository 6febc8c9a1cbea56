#include "db/postgres.hpp"
#include "db/postgres_inspection.hpp"

namespace latchkey::db {

namespace {

int newest_migration(Transaction& tx) {
  const auto is_there = tx.one("SELECT to_regclass('schema_migrations') IS NOT NULL", {},
                               [](const Row& row) { return row.integer(0) != 0; });
  if (!is_there.value_or(false))
    return 0;
  return tx
      .one("SELECT coalesce(max(number), 0) FROM schema_migrations", {},
           [](const Row& row) { return static_cast<int>(row.integer(0)); })
      .value();
}

}  // namespace

PostgresInspection inspect_postgres(const std::string& url) {
  const auto database = open_postgres({.url = url, .readers = 1});
  auto found = database->read_now([](Transaction& tx) {
    auto inspection = tx.one(
        "SELECT current_setting('server_version'), current_setting('server_encoding'), "
        "current_setting('fsync') = 'on', current_setting('full_page_writes') = 'on'",
        {}, [](const Row& row) {
          return PostgresInspection{.server_version = std::string(row.text(0)),
                                    .encoding = std::string(row.text(1)),
                                    .is_fsync_on = row.integer(2) != 0,
                                    .are_full_pages_written = row.integer(3) != 0};
        });
    inspection->schema_version = newest_migration(tx);
    return std::move(*inspection);
  });
  found.nodes = count_nodes(*database);
  return found;
}

}  // namespace latchkey::db
