// What the tests of this folder share: a database in a folder of its own, with one table.
#pragma once

#include <future>
#include <string>

#include "base/temporary_directory.hpp"
#include "db/sqlite.hpp"

namespace latchkey::db::sqlite {

struct TemporaryFolder : TemporaryDirectory {
  [[nodiscard]] std::filesystem::path file() const { return path() / "test.db"; }
};

inline void create_table(Database& database) {
  database.write_now([](Transaction& tx) {
    tx.execute("CREATE TABLE IF NOT EXISTS item (id BIGINT PRIMARY KEY, name TEXT UNIQUE)");
  });
}

inline void insert(Transaction& tx, std::int64_t id) {
  tx.execute("INSERT INTO item (id, name) VALUES ($1, $2)", {id, std::to_string(id)});
}

inline std::int64_t count(Transaction& tx) {
  return tx.one("SELECT count(*) FROM item", {}, [](const Row& row) { return row.integer(0); })
      .value();
}

inline std::vector<std::int64_t> ids(Transaction& tx) {
  return tx.all("SELECT id FROM item ORDER BY id", {},
                [](const Row& row) { return row.integer(0); });
}

// Submits a write; the future tells how it ended.
inline std::future<void> submit(Database& database, Database::Work work) {
  std::promise<void> promise;
  auto answered = promise.get_future();
  database.submit_write(std::move(work),
                        [promise = std::move(promise)](std::exception_ptr error) mutable {
                          error ? promise.set_exception(std::move(error)) : promise.set_value();
                        });
  return answered;
}

// Keeps the writing thread busy, so that what is submitted meanwhile shares the next commit.
class Hold {
 public:
  explicit Hold(Database& database) {
    std::promise<void> started;
    auto has_started = started.get_future();
    held_ = submit(database,
                   [started = std::move(started), end = end_.get_future()](Transaction&) mutable {
                     started.set_value();
                     end.wait();
                   });
    has_started.wait();
  }
  void release() {
    end_.set_value();
    held_.get();
  }

 private:
  std::promise<void> end_;
  std::future<void> held_;
};

struct TestDatabase {
  explicit TestDatabase(SqliteOptions options = {}) {
    options.file = folder.file();
    database = open_sqlite(options);
    create_table(*database);
  }
  [[nodiscard]] std::vector<std::int64_t> stored() const { return database->read_now(ids); }

  TemporaryFolder folder;
  std::unique_ptr<Database> database;
};

}  // namespace latchkey::db::sqlite
