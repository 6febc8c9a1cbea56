#include "db/database.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <gmock/gmock.h>
#include <thread>

#include "db/sqlite/test_database.hpp"

namespace latchkey::db::sqlite {

namespace {

// One io_context a thread, as the server has them.
class Loops {
 public:
  explicit Loops(int count) {
    for (int index = 0; index < count; ++index)
      contexts_.push_back(std::make_unique<boost::asio::io_context>(1));
  }
  void spawn(std::size_t loop, Task<> task) {
    boost::asio::co_spawn(*contexts_[loop % contexts_.size()], std::move(task),
                          [this](const std::exception_ptr& error) { failures += error ? 1 : 0; });
  }
  // Runs until every task has ended: a task that waits keeps its loop alive.
  void run() {
    std::vector<std::jthread> threads;
    for (const auto& context : contexts_) threads.emplace_back([&context] { context->run(); });
  }

  std::atomic<int> failures = 0;

 private:
  std::vector<std::unique_ptr<boost::asio::io_context>> contexts_;
};

Task<> write_and_read_back(Database& database, std::int64_t first, std::atomic<int>& mistakes) {
  const auto thread = std::this_thread::get_id();
  for (std::int64_t id = first; id < first + 50; ++id) {
    auto write = [id](Transaction& tx) { insert(tx, id); };
    co_await database.write(std::move(write));
    mistakes += std::this_thread::get_id() == thread ? 0 : 1;
    auto read = [id](Transaction& tx) {
      return tx.one("SELECT name FROM item WHERE id = $1", {id},
                    [](const Row& row) { return std::string(row.text(0)); });
    };
    const auto found = co_await database.read(std::move(read));
    mistakes += found == std::to_string(id) ? 0 : 1;
  }
}

TEST(co_await_database, many_writers_on_several_threads_read_what_they_wrote_on_their_own_thread) {
  TestDatabase test;
  Loops loops(3);
  std::atomic<int> mistakes = 0;
  for (std::int64_t task = 0; task < 30; ++task)
    loops.spawn(static_cast<std::size_t>(task),
                write_and_read_back(*test.database, task * 1'000, mistakes));
  loops.run();
  EXPECT_EQ(loops.failures, 0);
  EXPECT_EQ(mistakes, 0);
  EXPECT_EQ(test.database->read_now(count), 30 * 50);
}

struct Unmade {
  explicit Unmade(int number) : value(std::make_unique<int>(number)) {}
  std::unique_ptr<int> value;
};

Task<> take_results(Database& database, std::vector<int>& results) {
  auto moved = std::make_unique<int>(7);
  auto give_back = [moved = std::move(moved)](Transaction&) mutable { return std::move(moved); };
  const auto first = co_await database.write(std::move(give_back));
  results.push_back(*first);
  const Unmade second = co_await database.read([](Transaction&) { return Unmade(8); });
  results.push_back(*second.value);
  const auto third = co_await database.read([](Transaction&) { return std::optional<int>(); });
  results.push_back(third.value_or(9));
}

TEST(co_await_database, a_result_may_be_move_only_and_without_default) {
  TestDatabase test;
  Loops loops(1);
  std::vector<int> results;
  loops.spawn(0, take_results(*test.database, results));
  loops.run();
  EXPECT_EQ(loops.failures, 0);
  EXPECT_THAT(results, testing::ElementsAre(7, 8, 9));
}

Task<> catch_errors(Database& database, std::vector<std::string>& caught) {
  try {
    co_await database.write([](Transaction&) { throw std::domain_error("from a write"); });
  } catch (const std::domain_error& error) {
    caught.emplace_back(error.what());
  }
  try {
    co_await database.read([](Transaction&) -> int { throw std::range_error("from a read"); });
  } catch (const std::range_error& error) {
    caught.emplace_back(error.what());
  }
}

TEST(co_await_database, what_the_work_throws_is_thrown_where_it_is_awaited) {
  TestDatabase test;
  Loops loops(1);
  std::vector<std::string> caught;
  loops.spawn(0, catch_errors(*test.database, caught));
  loops.run();
  EXPECT_EQ(loops.failures, 0);
  EXPECT_THAT(caught, testing::ElementsAre("from a write", "from a read"));
}

Task<> let_through(Database& database) {
  co_await database.write([](Transaction&) { throw Unavailable("no"); });
}

TEST(co_await_database, an_error_nobody_catches_ends_the_task_with_it) {
  TestDatabase test;
  Loops loops(1);
  loops.spawn(0, let_through(*test.database));
  loops.run();
  EXPECT_EQ(loops.failures, 1);
}

Task<> expect_unavailable(Database& database, int& refused) {
  try {
    co_await database.write([](Transaction&) {});
  } catch (const Unavailable&) {
    ++refused;
  }
}

TEST(co_await_database, a_full_queue_throws_unavailable) {
  TestDatabase test({.max_queued_writes = 1});
  Loops loops(1);
  int refused = 0;
  Hold hold(*test.database);
  auto queued = submit(*test.database, [](Transaction&) {});
  loops.spawn(0, expect_unavailable(*test.database, refused));
  loops.run();
  EXPECT_EQ(refused, 1);
  hold.release();
  queued.get();
}

TEST(co_await_database, the_work_is_destroyed_before_the_answer) {
  TestDatabase test;
  const auto owned = std::make_shared<int>(1);
  test.database->write_now([owned](Transaction&) {});
  EXPECT_EQ(owned.use_count(), 1);
}

}  // namespace

}  // namespace latchkey::db::sqlite
