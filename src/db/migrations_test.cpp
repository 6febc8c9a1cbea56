#include "db/migrations.hpp"

#include <array>
#include <gmock/gmock.h>

#include "db/sqlite/test_database.hpp"

namespace latchkey::db {

namespace {

using sqlite::TemporaryFolder;
using testing::ElementsAre;
using testing::HasSubstr;

class FixedClock final : public Clock {
 public:
  [[nodiscard]] Time now() const override { return Time(Duration(1'234'567)); }
};

constexpr std::array example{
    Migration{1, "first", "CREATE TABLE a (x BIGINT); INSERT INTO a VALUES (1);"},
    Migration{2, "second", "ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET y = 'a;b';"}};

struct MigrationsTest : testing::Test {
  std::int64_t number(std::string_view sql) {
    return database->read_now([&](Transaction& tx) {
      return tx.one(sql, {}, [](const Row& row) { return row.integer(0); }).value();
    });
  }
  void migrate_example(int up_to = 0) { migrate(*database, example, up_to, clock); }

  TemporaryFolder folder;
  FixedClock clock;
  std::unique_ptr<Database> database = open_sqlite({.file = folder.file()});
};

TEST_F(MigrationsTest, a_new_database_is_at_version_0) {
  EXPECT_EQ(schema_version(*database), 0);
}

TEST_F(MigrationsTest, each_is_applied_once_and_recorded) {
  migrate_example();
  migrate_example();
  EXPECT_EQ(schema_version(*database), 2);
  EXPECT_EQ(number("SELECT count(*) FROM a WHERE y = 'a;b'"), 1);
  const auto recorded = database->read_now([](Transaction& tx) {
    return tx.all("SELECT name FROM schema_migrations ORDER BY number", {},
                  [](const Row& row) { return std::string(row.text(0)); });
  });
  EXPECT_THAT(recorded, ElementsAre("first", "second"));
  EXPECT_EQ(number("SELECT max(applied_at) FROM schema_migrations"), 1'234'567);
}

TEST_F(MigrationsTest, up_to_stops_there_and_the_next_run_goes_on) {
  migrate_example(1);
  EXPECT_EQ(schema_version(*database), 1);
  migrate_example();
  EXPECT_EQ(schema_version(*database), 2);
}

TEST_F(MigrationsTest, one_that_fails_leaves_nothing_behind) {
  constexpr std::array broken{example[0],
                              Migration{2, "broken", "CREATE TABLE b (x BIGINT); SELEC"}};
  EXPECT_THROW(migrate(*database, broken, 0, clock), std::logic_error);
  EXPECT_EQ(schema_version(*database), 1);
  EXPECT_EQ(number("SELECT count(*) FROM sqlite_master WHERE name = 'b'"), 0);
}

TEST_F(MigrationsTest, a_database_newer_than_the_program_is_refused_untouched) {
  migrate_example();
  try {
    migrate(*database, std::span(example).first(1), 0, clock);
    FAIL() << "a newer database was accepted";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("version 2"));
  }
  EXPECT_EQ(schema_version(*database), 2);
}

TEST_F(MigrationsTest, numbers_with_a_gap_are_a_mistake) {
  constexpr std::array gap{example[0], Migration{3, "third", "CREATE TABLE c (x BIGINT)"}};
  EXPECT_THROW(migrate(*database, gap, 0, clock), std::logic_error);
}

TEST_F(MigrationsTest, those_of_the_program_bring_a_new_database_to_the_newest_and_are_idempotent) {
  migrate(*database);
  migrate(*database);
  EXPECT_EQ(schema_version(*database), migrations().back().number);
}

using Table = std::pair<std::string, std::vector<std::string>>;  // its name and columns

std::vector<std::string> texts(Transaction& tx, const std::string& sql) {
  return tx.all(sql, {}, [](const Row& row) { return std::string(row.text(0)); });
}

std::vector<Table> all_tables(Transaction& tx) {
  std::vector<Table> tables;
  for (const auto& name : texts(tx,
                                "SELECT name FROM sqlite_master WHERE type = 'table' "
                                "AND name <> 'schema_migrations' ORDER BY rowid"))
    tables.emplace_back(name, texts(tx, "SELECT name FROM pragma_table_info('" + name + "')"));
  return tables;
}

// One row more in each: every text is 'x', so that references hold, and every number 7.
void fill(Transaction& tx, const std::vector<Table>& tables) {
  for (const auto& [name, columns] : tables) {
    const auto values = texts(tx,
                              "SELECT group_concat(CASE type WHEN 'TEXT' THEN '''x''' ELSE '7' "
                              "END) FROM pragma_table_info('" +
                                  name + "')");
    tx.execute("INSERT INTO " + name + " VALUES (" + values.at(0) + ")");
  }
}

// Every row of these tables by these columns.
std::vector<std::string> rows(Transaction& tx, const std::vector<Table>& tables) {
  std::vector<std::string> found;
  for (const auto& [name, columns] : tables) {
    std::string expression = "'" + name + "'";
    for (const auto& column : columns) expression += " || ' ' || quote(" + column + ")";
    const auto of_table = texts(tx, "SELECT " + expression + " FROM " + name + " ORDER BY 1");
    found.insert(found.end(), of_table.begin(), of_table.end());
  }
  return found;
}

TEST_F(MigrationsTest, rows_of_every_table_come_unchanged_through_each_of_the_program) {
  migrate(*database, 1);
  const auto tables = database->read_now(all_tables);
  database->write_now([&](Transaction& tx) { fill(tx, tables); });
  const auto before = database->read_now([&](Transaction& tx) { return rows(tx, tables); });
  EXPECT_GT(before.size(), tables.size());
  for (const auto& migration : migrations().subspan(1)) {
    SCOPED_TRACE(migration.name);
    migrate(*database, migration.number);
    EXPECT_EQ(schema_version(*database), migration.number);
    EXPECT_EQ(database->read_now([&](Transaction& tx) { return rows(tx, tables); }), before);
  }
}

}  // namespace

}  // namespace latchkey::db
