#include "db/sqlite_reader.hpp"

#include <gmock/gmock.h>

#include "db/migrations.hpp"
#include "db/sqlite/test_database.hpp"

namespace latchkey::db {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

struct SqliteReaderTest : testing::Test {
  static std::int64_t organizations(Database& database) {
    return database.read_now([](Transaction& tx) {
      return tx
          .one("SELECT count(*) FROM organizations", {},
               [](const Row& row) { return row.integer(0); })
          .value();
    });
  }
  static void add_organization(Database& database) {
    database.write_now([](Transaction& tx) {
      tx.execute(
          "INSERT INTO organizations (id, name, is_default, created_at) VALUES "
          "('org', 'Org', 1, 0)");
    });
  }

  sqlite::TemporaryFolder folder;
};

TEST_F(SqliteReaderTest, it_reads_beside_a_writer_what_was_committed) {
  const auto database = open_sqlite({.file = folder.file()});
  migrate(*database);
  const auto reader = open_sqlite_reader(folder.file());
  EXPECT_EQ(organizations(*reader), 0);
  add_organization(*database);
  EXPECT_EQ(organizations(*reader), 1);
}

TEST_F(SqliteReaderTest, it_reads_where_no_server_runs) {
  {
    const auto database = open_sqlite({.file = folder.file()});
    migrate(*database);
    add_organization(*database);
  }
  EXPECT_EQ(organizations(*open_sqlite_reader(folder.file())), 1);
}

TEST_F(SqliteReaderTest, it_changes_nothing) {
  const auto database = open_sqlite({.file = folder.file()});
  migrate(*database);
  const auto reader = open_sqlite_reader(folder.file());
  EXPECT_THROW(add_organization(*reader), std::logic_error);
  EXPECT_EQ(organizations(*database), 0);
}

TEST_F(SqliteReaderTest, a_missing_database_is_named_and_not_made) {
  EXPECT_THAT([&] { open_sqlite_reader(folder.file()); },
              ThrowsMessage<std::runtime_error>(HasSubstr(folder.file().string())));
  EXPECT_FALSE(std::filesystem::exists(folder.file()));
}

TEST_F(SqliteReaderTest, an_older_schema_is_refused) {
  const auto database = open_sqlite({.file = folder.file()});
  migrate(*database, 1);
  EXPECT_THAT([&] { open_sqlite_reader(folder.file()); },
              ThrowsMessage<std::runtime_error>(HasSubstr("start the server")));
}

}  // namespace
}  // namespace latchkey::db
