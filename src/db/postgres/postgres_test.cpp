#include "db/postgres.hpp"

#include <array>
#include <future>
#include <gmock/gmock.h>
#include <thread>

#include "db/postgres/test_database.hpp"
#include "db/sqlite/test_database.hpp"

namespace latchkey::db::postgres {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct PostgresTest : testing::Test {
  PostgresTest() { sqlite::create_table(*node); }

  [[nodiscard]] std::unique_ptr<Database> open(
      std::chrono::milliseconds timeout = std::chrono::seconds(10)) const {
    return open_postgres({.url = database.url(), .readers = 2, .answer_timeout = timeout});
  }
  [[nodiscard]] std::vector<std::int64_t> stored() const { return node->read_now(sqlite::ids); }

  // As a crash of the server ends them.
  void end_connections() const {
    TemporaryDatabase::run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" +
        database.name() + "'");
  }

  TemporaryDatabase database;
  std::unique_ptr<Database> node = open();
};

std::string failure_of(std::future<void>& answered) {
  try {
    answered.get();
    return "none";
  } catch (const Unavailable&) {
    return "unavailable";
  } catch (const std::logic_error&) {
    return "logic_error";
  }
}

TEST_F(PostgresTest, what_was_written_is_read_by_another_node) {
  node->write_now([](Transaction& tx) { sqlite::insert(tx, 7); });
  EXPECT_THAT(open()->read_now(sqlite::ids), ElementsAre(7));
}

TEST_F(PostgresTest, values_come_back_as_they_went) {
  const std::string text("\xc3\xa9'\"\\ $1 ", 9);
  node->write_now([&](Transaction& tx) {
    tx.execute("CREATE TABLE value (number BIGINT, words TEXT)");
    tx.execute("INSERT INTO value (number, words) VALUES ($1, $2)", {INT64_MIN, text});
    tx.execute("INSERT INTO value (number, words) VALUES ($1, $2)", {nullptr, ""});
  });
  node->read_now([&](Transaction& tx) {
    const auto first =
        tx.one("SELECT number, words, number < 0 FROM value WHERE number IS NOT NULL", {},
               [](const Row& row) {
                 return std::tuple(row.integer(0), std::string(row.text(1)), row.integer(2));
               });
    EXPECT_EQ(first, std::tuple(INT64_MIN, text, 1));
    const auto second =
        tx.one("SELECT number, words FROM value WHERE number IS NULL", {},
               [](const Row& row) { return std::pair(row.is_null(0), row.optional_text(1)); });
    EXPECT_EQ(second, std::pair(true, std::optional<std::string>("")));
  });
}

TEST_F(PostgresTest, run_tells_how_many_rows_changed) {
  node->write_now([](Transaction& tx) {
    for (std::int64_t id = 1; id <= 3; ++id) sqlite::insert(tx, id);
    EXPECT_EQ(tx.execute("UPDATE item SET name = name || 'x' WHERE id > $1", {1}), 2);
    EXPECT_EQ(tx.execute("SELECT id FROM item"), 0);
    EXPECT_EQ(tx.execute("INSERT INTO item (id, name) VALUES (1, 'y') ON CONFLICT DO NOTHING"), 0);
  });
}

TEST_F(PostgresTest, statements_within_a_row_and_after_a_post_see_what_came_before) {
  node->write_now([](Transaction& tx) {
    tx.post("INSERT INTO item (id, name) VALUES ($1, $2)", {1, "a"});
    tx.run("SELECT id FROM item", {}, [&](const Row& row) {
      tx.execute("INSERT INTO item (id, name) VALUES ($1, $2)", {row.integer(0) + 1, "b"});
    });
  });
  EXPECT_THAT(stored(), ElementsAre(1, 2));
}

TEST_F(PostgresTest, work_that_fails_is_undone_alone) {
  sqlite::Hold hold(*node);
  std::vector<std::future<void>> answers;
  const auto submit = [&](Database::Work work) {
    answers.push_back(sqlite::submit(*node, std::move(work)));
  };
  submit([](Transaction& tx) { sqlite::insert(tx, 1); });
  submit([](Transaction& tx) {
    sqlite::insert(tx, 2);
    throw std::logic_error("no");
  });
  submit([](Transaction& tx) { sqlite::insert(tx, 1); });
  submit([](Transaction& tx) { tx.post("INSERT INTO item (id) VALUES ($1)", {1}); });
  submit([](Transaction& tx) { tx.execute("INSERT INTO no_such_table VALUES (1)"); });
  submit([](Transaction& tx) { tx.execute("INSERT INTO item (id) VALUES ($1)"); });
  submit([](Transaction& tx) { sqlite::insert(tx, 3); });
  hold.release();
  std::vector<std::string> failures;
  for (auto& answer : answers) failures.push_back(failure_of(answer));
  EXPECT_THAT(failures, ElementsAre("none", "logic_error", "logic_error", "logic_error",
                                    "logic_error", "logic_error", "none"));
  EXPECT_THAT(stored(), ElementsAre(1, 3));
}

TEST_F(PostgresTest, work_that_fails_costs_no_connection) {
  const auto process = [this] {
    return node->write_now([](Transaction& tx) {
      return tx.one("SELECT pg_backend_pid()", {}, [](const Row& row) { return row.integer(0); })
          .value();
    });
  };
  const auto before = process();
  node->write_now([](Transaction& tx) { sqlite::insert(tx, 1); });
  EXPECT_THROW(node->write_now([](Transaction& tx) {
    tx.post("INSERT INTO item (id) VALUES ($1)", {1});
    throw std::domain_error("after a statement that fails");
  }),
               std::domain_error);
  EXPECT_EQ(process(), before);
}

TEST_F(PostgresTest, the_server_s_default_isolation_is_not_taken) {
  TemporaryDatabase::run("ALTER DATABASE " + database.name() +
                         " SET default_transaction_isolation = 'serializable'");
  const auto level = open()->write_now([](Transaction& tx) {
    return tx
        .one("SHOW transaction_isolation", {},
             [](const Row& row) { return std::string(row.text(0)); })
        .value();
  });
  EXPECT_EQ(level, "read committed");
}

TEST_F(PostgresTest, a_change_within_a_read_is_refused) {
  EXPECT_ANY_THROW(node->read_now([](Transaction& tx) { sqlite::insert(tx, 1); }));
  EXPECT_THAT(stored(), ElementsAre());
}

TEST_F(PostgresTest, a_read_sees_one_moment) {
  node->write_now([](Transaction& tx) { sqlite::insert(tx, 1); });
  node->read_now([&](Transaction& tx) {
    EXPECT_EQ(sqlite::count(tx), 1);
    open()->write_now([](Transaction& other) { sqlite::insert(other, 2); });
    EXPECT_EQ(sqlite::count(tx), 1);
  });
}

TEST_F(PostgresTest, a_connection_that_was_lost_is_replaced_without_a_failure) {
  node->write_now([](Transaction& tx) { sqlite::insert(tx, 1); });
  end_connections();
  node->write_now([](Transaction& tx) { sqlite::insert(tx, 2); });
  EXPECT_THAT(stored(), ElementsAre(1, 2));
}

TEST_F(PostgresTest, each_node_has_a_number_of_its_own_and_keeps_it) {
  const auto number = [](Transaction& tx) { return tx.node(); };
  const auto other = open();
  EXPECT_EQ(node->write_now(number), 0);
  EXPECT_EQ(other->write_now(number), 1);
  EXPECT_EQ(node->write_now(number), 0);
  node.reset();
  EXPECT_EQ(open()->write_now(number), 0);
}

// Each node adds to the same rows, in opposite order, and every addition counts.
TEST_F(PostgresTest, nodes_that_change_the_same_rows_wait_for_each_other) {
  node->write_now([](Transaction& tx) {
    for (std::int64_t id = 0; id < 2; ++id) tx.execute("INSERT INTO item (id) VALUES ($1)", {id});
    tx.execute("ALTER TABLE item ADD COLUMN total BIGINT NOT NULL DEFAULT 0");
  });
  constexpr int rounds = 40;
  const auto other = open();
  std::atomic<int> failures = 0;
  const auto add = [&](Database& from, std::int64_t first) {
    std::vector<std::future<void>> answers;
    for (int round = 0; round < rounds; ++round)
      answers.push_back(sqlite::submit(from, [first](Transaction& tx) {
        for (const std::int64_t id : {first, 1 - first})
          tx.execute("UPDATE item SET total = total + 1 WHERE id = $1", {id});
      }));
    for (auto& answer : answers) failures += failure_of(answer) == "none" ? 0 : 1;
  };
  {
    const std::jthread here([&] { add(*node, 0); });
    const std::jthread there([&] { add(*other, 1); });
  }
  EXPECT_EQ(failures, 0);
  const auto totals = node->read_now([](Transaction& tx) {
    return tx.all("SELECT total FROM item ORDER BY id", {},
                  [](const Row& row) { return row.integer(0); });
  });
  EXPECT_THAT(totals, ElementsAre(2 * rounds, 2 * rounds));
}

TEST_F(PostgresTest, a_lock_lets_one_node_look_and_change_at_a_time) {
  const auto other = open();
  const auto insert_next = [](Database& from) {
    from.write_now([](Transaction& tx) {
      tx.lock(Lock::management);
      const auto id = sqlite::count(tx);
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      sqlite::insert(tx, id);
    });
  };
  {
    const std::jthread here([&] {
      for (int round = 0; round < 20; ++round) insert_next(*node);
    });
    for (int round = 0; round < 20; ++round) insert_next(*other);
  }
  EXPECT_EQ(stored().size(), 40U);
  EXPECT_EQ(stored().back(), 39);
}

// The hook may be called as long as the database lives.
class Heard {
 public:
  explicit Heard(Database& database) : database_(database) {
    database.on_commit([this](Transaction& tx, std::uint32_t touched) {
      const std::lock_guard lock(mutex_);
      touched_ |= touched;
      ids_ = sqlite::ids(tx);
      changed_.notify_all();
    });
  }
  ~Heard() { database_.on_commit({}); }
  Heard(const Heard&) = delete;
  Heard& operator=(const Heard&) = delete;
  bool waits_for(const std::vector<std::int64_t>& ids) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(30), [&] { return ids_ == ids; });
  }

 private:
  Database& database_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint32_t touched_ = 0;
  std::vector<std::int64_t> ids_{-1};
};

TEST_F(PostgresTest, the_hook_is_told_of_what_other_nodes_committed) {
  Heard heard(*node);
  ASSERT_TRUE(heard.waits_for({}));
  const auto other = open();
  other->write_now([](Transaction& tx) {
    sqlite::insert(tx, 1);
    tx.touch(4);
  });
  EXPECT_TRUE(heard.waits_for({1}));
  end_connections();
  other->write_now([](Transaction& tx) {
    sqlite::insert(tx, 2);
    tx.touch(4);
  });
  EXPECT_TRUE(heard.waits_for({1, 2}));
  EXPECT_TRUE(node->is_current());
}

TEST_F(PostgresTest, its_own_commits_are_told_before_the_answer) {
  const auto seen = std::make_shared<std::atomic<std::int64_t>>(0);
  node->on_commit([seen](Transaction& tx, std::uint32_t) { *seen = sqlite::count(tx); });
  for (std::int64_t id = 1; id <= 20; ++id) {
    node->write_now([id](Transaction& tx) {
      sqlite::insert(tx, id);
      tx.touch(1);
    });
    EXPECT_GE(*seen, id);
  }
}

TEST(postgres_url, one_that_is_not_understood_is_not_repeated) {
  for (const std::string url :
       {"postgresql://ada:canary@h:x y/", "postgresql://ada:canary@[1/store",
        "postgresql://ada:canary@h/store?canary=canary", "postgresql://ada:%zzcanary@h/store"})
    try {
      open_postgres({.url = url});
      FAIL() << url;
    } catch (const std::runtime_error& error) {
      EXPECT_THAT(error.what(), Not(HasSubstr("canary")));
    }
}

TEST(postgres_url, a_server_that_is_not_there_is_named_without_the_password) {
  try {
    open_postgres({.url = "postgresql://ada:canary@127.0.0.1:1/store"});
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("ada@127.0.0.1:1/store"));
    EXPECT_THAT(error.what(), Not(HasSubstr("canary")));
  }
}

}  // namespace

}  // namespace latchkey::db::postgres
