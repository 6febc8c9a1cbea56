#include "recovery/move.hpp"

#include <algorithm>
#include <array>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>
#include <string>
#include <vector>

#include "store/audit.hpp"

namespace latchkey::recovery {

namespace {

// Each after those that it refers to.
constexpr std::array<std::string_view, 23> tables{
    "organizations",
    "settings",
    "permission_catalogues",
    "server_secrets",
    "signing_keys",
    "counters",
    "roles",
    "users",
    "user_roles",
    "sessions",
    "interactions",
    "clients",
    "client_secrets",
    "client_activity",
    "consents",
    "grants",
    "refresh_tokens",
    "authorization_codes",
    "access_revocations",
    "hourly_activity",
    "activity_position",
    "audit_archives",
    "audit_positions",
};
// Their rows are the chain, which is followed at the end.
constexpr std::array<std::string_view, 2> audit_tables{"audit_chain", "audit_events"};
// Of the database itself.
constexpr std::string_view schema_table = "schema_migrations";

struct Column {
  std::string name;
  bool is_number;
};

void require_known_tables(db::Transaction& source) {
  const auto found =
      source.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
                 {}, [](const db::Row& row) { return std::string(row.text(0)); });
  for (const auto& name : found)
    if (name != schema_table && std::ranges::find(tables, name) == tables.end() &&
        std::ranges::find(audit_tables, name) == audit_tables.end())
      throw std::logic_error(fmt::format("nothing carries the table {} over", name));
}

std::vector<Column> columns_of(db::Transaction& source, std::string_view table) {
  return source.all(
      "SELECT name, type FROM pragma_table_info($1) ORDER BY cid", {table}, [](const db::Row& row) {
        return Column{.name = std::string(row.text(0)), .is_number = row.text(1) != "TEXT"};
      });
}

std::int64_t count(db::Transaction& tx, std::string_view table) {
  return tx
      .one(fmt::format("SELECT count(*) FROM {}", table), {},
           [](const db::Row& row) { return row.integer(0); })
      .value();
}

// What a new database holds is replaced: the beginnings of counters and chains.
void require_empty(db::Transaction& target) {
  if (count(target, "organizations") != 0)
    throw std::runtime_error(
        "the target holds a store already: create an empty database and name that");
  for (const auto table : {"counters", "activity_position", "audit_chain"})
    target.execute(fmt::format("DELETE FROM {}", table));
}

void copy_table(db::Transaction& source, db::Transaction& target, std::string_view table) {
  const auto columns = columns_of(source, table);
  std::string names;
  std::string places;
  for (std::size_t index = 0; index < columns.size(); ++index) {
    names += (index == 0 ? "" : ", ") + columns[index].name;
    places += fmt::format("{}${}", index == 0 ? "" : ", ", index + 1);
  }
  const auto insert = fmt::format("INSERT INTO {} ({}) VALUES ({})", table, names, places);
  std::vector<db::Value> values(columns.size());
  source.run(fmt::format("SELECT {} FROM {}", names, table), {}, [&](const db::Row& row) {
    for (std::size_t index = 0; index < columns.size(); ++index) {
      const int column = static_cast<int>(index);
      values[index] = row.is_null(column)        ? db::Value(nullptr)
                      : columns[index].is_number ? db::Value(row.integer(column))
                                                 : db::Value(row.text(column));
    }
    target.post(insert, db::Transaction::Parameters(values));
  });
}

class Mover {
 public:
  Mover(db::Transaction& source, db::Transaction& target, const OnTable& on_table)
      : source_(source), target_(target), on_table_(on_table) {}

  Move run() {
    require_known_tables(source_);
    require_empty(target_);
    for (const auto table : tables) carry(table);
    for (const auto table : audit_tables) carry(table);
    const auto events = store::audit::verify(target_);
    if (!events)
      throw std::runtime_error("the audit log is not whole: " + events.error());
    move_.audit_events = *events;
    return move_;
  }

 private:
  void carry(std::string_view table) {
    copy_table(source_, target_, table);
    const auto expected = count(source_, table);
    const auto found = count(target_, table);
    if (found != expected)
      throw std::runtime_error(
          fmt::format("of {} rows of {} the target has {}", expected, table, found));
    ++move_.tables;
    move_.rows += found;
    on_table_(table, found);
  }

  db::Transaction& source_;
  db::Transaction& target_;
  const OnTable& on_table_;
  Move move_;
};

}  // namespace

Move move_store(db::Database& source, db::Database& target, const OnTable& on_table) {
  return target.write_now([&](db::Transaction& to) {
    return source.read_now([&](db::Transaction& from) { return Mover(from, to, on_table).run(); });
  });
}

}  // namespace latchkey::recovery
