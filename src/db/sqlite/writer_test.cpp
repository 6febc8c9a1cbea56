#include <atomic>
#include <functional>
#include <gmock/gmock.h>
#include <mutex>
#include <thread>

#include "db/sqlite/test_database.hpp"

namespace latchkey::db::sqlite {

namespace {

using testing::ElementsAre;

TEST(group_commit, everything_queued_shares_one_commit_in_the_order_of_arrival) {
  TestDatabase test;
  int commits = 0;
  std::uint32_t touched = 0;
  test.database->on_commit([&](Transaction&, std::uint32_t kinds) {
    ++commits;
    touched |= kinds;
  });
  std::vector<int> order;
  std::vector<std::future<void>> answers;
  Hold hold(*test.database);
  for (int number = 0; number < 8; ++number)
    answers.push_back(submit(*test.database, [&order, number](Transaction& tx) {
      order.push_back(number);
      tx.touch(1U << number);
      insert(tx, number);
    }));
  hold.release();
  for (auto& answer : answers) answer.get();
  EXPECT_EQ(commits, 1);
  EXPECT_EQ(touched, 0xffU);
  EXPECT_THAT(order, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7));
}

TEST(group_commit, work_that_throws_is_undone_alone) {
  TestDatabase test;
  Hold hold(*test.database);
  auto first = submit(*test.database, [](Transaction& tx) { insert(tx, 1); });
  auto failing = submit(*test.database, [](Transaction& tx) {
    insert(tx, 2);
    throw std::domain_error("refused");
  });
  auto last = submit(*test.database, [](Transaction& tx) {
    EXPECT_EQ(count(tx), 1);
    insert(tx, 3);
  });
  hold.release();
  EXPECT_NO_THROW(first.get());
  EXPECT_THROW(failing.get(), std::domain_error);
  EXPECT_NO_THROW(last.get());
  EXPECT_THAT(test.stored(), ElementsAre(1, 3));
}

struct Number final : Leaving {
  explicit Number(int left) : value(left) {}
  int value;
};

void leave(Transaction& tx, int number) {
  tx.leave(std::make_unique<Number>(number));
}

// Stores what was left; refuses it all when a 13 is among it.
void store_numbers(Transaction& tx, const Leavings& leavings) {
  for (const auto& leaving : leavings) {
    const int number = dynamic_cast<const Number&>(*leaving).value;
    if (number == 13)
      throw std::logic_error("13");
    insert(tx, number);
  }
}

TEST(group_commit, what_work_leaves_is_gathered_unless_the_work_throws) {
  TestDatabase test;
  int gatherings = 0;
  test.database->before_commit([&](Transaction& tx, const Leavings& leavings) {
    ++gatherings;
    store_numbers(tx, leavings);
  });
  Hold hold(*test.database);
  auto first = submit(*test.database, [](Transaction& tx) {
    leave(tx, 1);
    insert(tx, 10);
  });
  auto failing = submit(*test.database, [](Transaction& tx) {
    leave(tx, 2);
    throw std::domain_error("refused");
  });
  auto last = submit(*test.database, [](Transaction& tx) { leave(tx, 3); });
  hold.release();
  EXPECT_NO_THROW(first.get());
  EXPECT_THROW(failing.get(), std::domain_error);
  EXPECT_NO_THROW(last.get());
  EXPECT_THAT(test.stored(), ElementsAre(1, 3, 10));
  EXPECT_EQ(gatherings, 1);
}

TEST(group_commit, what_cannot_be_gathered_fails_for_whoever_left_it_alone) {
  TestDatabase test;
  test.database->before_commit(store_numbers);
  Hold hold(*test.database);
  auto first = submit(*test.database, [](Transaction& tx) { leave(tx, 1); });
  auto unlucky = submit(*test.database, [](Transaction& tx) {
    insert(tx, 14);
    leave(tx, 13);
  });
  auto failing = submit(*test.database, [](Transaction&) { throw std::domain_error("refused"); });
  auto last = submit(*test.database, [](Transaction& tx) { leave(tx, 2); });
  hold.release();
  EXPECT_NO_THROW(first.get());
  EXPECT_THROW(unlucky.get(), Unavailable);
  EXPECT_THROW(failing.get(), std::domain_error);
  EXPECT_NO_THROW(last.get());
  EXPECT_THAT(test.stored(), ElementsAre(1, 2));
}

TEST(group_commit, a_violated_constraint_is_a_logic_error_and_the_others_survive) {
  TestDatabase test;
  Hold hold(*test.database);
  auto first = submit(*test.database, [](Transaction& tx) { insert(tx, 1); });
  auto twice = submit(*test.database, [](Transaction& tx) {
    insert(tx, 2);
    insert(tx, 1);
  });
  auto last = submit(*test.database, [](Transaction& tx) { insert(tx, 3); });
  hold.release();
  EXPECT_NO_THROW(first.get());
  EXPECT_THROW(twice.get(), std::logic_error);
  EXPECT_NO_THROW(last.get());
  EXPECT_THAT(test.stored(), ElementsAre(1, 3));
}

TEST(group_commit, a_foreign_key_checked_at_commit_harms_only_its_own_work) {
  TestDatabase test;
  test.database->write_now([](Transaction& tx) {
    tx.execute(
        "CREATE TABLE part (item BIGINT REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED)");
  });
  Hold hold(*test.database);
  auto dangling =
      submit(*test.database, [](Transaction& tx) { tx.execute("INSERT INTO part VALUES (7)"); });
  auto resolved = submit(*test.database, [](Transaction& tx) {
    tx.execute("INSERT INTO part VALUES (8)");
    insert(tx, 8);
  });
  hold.release();
  EXPECT_THROW(dangling.get(), std::logic_error);
  EXPECT_NO_THROW(resolved.get());
  EXPECT_THAT(test.stored(), ElementsAre(8));
}

TEST(group_commit, an_immediate_foreign_key_is_enforced) {
  TestDatabase test;
  test.database->write_now([](Transaction& tx) {
    tx.execute("CREATE TABLE part (item BIGINT NOT NULL REFERENCES item (id))");
  });
  EXPECT_THROW(
      test.database->write_now([](Transaction& tx) { tx.execute("INSERT INTO part VALUES (7)"); }),
      std::logic_error);
}

TEST(group_commit, work_may_catch_a_violated_constraint_and_go_on) {
  TestDatabase test;
  test.database->write_now([](Transaction& tx) {
    insert(tx, 1);
    EXPECT_THROW(insert(tx, 1), std::logic_error);
    insert(tx, 2);
  });
  EXPECT_THAT(test.stored(), ElementsAre(1, 2));
}

TEST(group_commit, more_writes_than_one_commit_takes_are_all_applied) {
  TestDatabase test;
  std::vector<std::future<void>> answers;
  Hold hold(*test.database);
  for (int number = 0; number < 1'500; ++number)
    answers.push_back(submit(*test.database, [number](Transaction& tx) { insert(tx, number); }));
  hold.release();
  for (auto& answer : answers) answer.get();
  EXPECT_EQ(test.database->read_now(count), 1'500);
}

TEST(group_commit, what_was_queued_is_finished_when_the_database_closes) {
  TestDatabase test;
  std::vector<std::future<void>> answers;
  for (int number = 0; number < 200; ++number)
    answers.push_back(submit(*test.database, [number](Transaction& tx) { insert(tx, number); }));
  test.database.reset();
  for (auto& answer : answers) EXPECT_NO_THROW(answer.get());
  test.database = open_sqlite({.file = test.folder.file()});
  EXPECT_EQ(test.database->read_now(count), 200);
}

using Gather = bool (Database::*)(Database::Work, Database::Done);

// Eight at once, again and again, and one word for all of them.
void expect_done_once_they_are_to_begin(Database& database, Gather gather,
                                        const std::function<void(Transaction&, int)>& run) {
  for (int round = 0; round < 100; ++round) {
    std::vector<std::future<void>> answers;
    for (int number = 0; number < 8; ++number) {
      std::promise<void> promise;
      answers.push_back(promise.get_future());
      EXPECT_TRUE(
          (database.*gather)([&run, key = 8 * round + number](Transaction& tx) { run(tx, key); },
                             [promise = std::move(promise)](const std::exception_ptr&) mutable {
                               promise.set_value();
                             }));
    }
    database.begin_gathered();
    for (auto& answer : answers)
      ASSERT_EQ(answer.wait_for(std::chrono::seconds(30)), std::future_status::ready);
  }
}

TEST(gathered_work, writes_are_done_once_they_are_to_begin) {
  TestDatabase test;
  expect_done_once_they_are_to_begin(*test.database, &Database::gather_write, insert);
  EXPECT_EQ(test.database->read_now(count), 800);
}

TEST(gathered_work, reads_are_done_once_they_are_to_begin) {
  TestDatabase test;
  std::atomic<int> done = 0;
  expect_done_once_they_are_to_begin(*test.database, &Database::gather_read,
                                     [&done](Transaction& tx, int) { done += count(tx) == 0; });
  EXPECT_EQ(done, 800);
}

TEST(gathered_work, nobody_has_to_let_it_begin_where_the_queue_is_full) {
  TestDatabase test({.max_queued_writes = 1});
  Hold hold(*test.database);
  auto taken = submit(*test.database, [](Transaction& tx) { insert(tx, 1); });
  bool is_refused = false;
  EXPECT_FALSE(test.database->gather_write(
      [](Transaction& tx) { insert(tx, 2); },
      [&](const std::exception_ptr& error) { is_refused = error != nullptr; }));
  EXPECT_TRUE(is_refused);
  hold.release();
  taken.get();
}

TEST(commit_hook, sees_the_commit_and_comes_before_every_answer_of_it) {
  TestDatabase test;
  std::atomic<std::int64_t> derived = 0;
  test.database->on_commit([&](Transaction& tx, std::uint32_t) { derived = count(tx); });
  Hold hold(*test.database);
  std::vector<std::future<void>> answers;
  std::atomic<int> early = 0;
  for (int number = 0; number < 16; ++number) {
    std::promise<void> promise;
    answers.push_back(promise.get_future());
    test.database->submit_write(
        [number](Transaction& tx) {
          insert(tx, number);
          tx.touch(1);
        },
        [&, promise = std::move(promise)](const std::exception_ptr&) mutable {
          early += derived == 16 ? 0 : 1;
          promise.set_value();
        });
  }
  hold.release();
  for (auto& answer : answers) answer.get();
  EXPECT_EQ(early, 0);
}

TEST(commit_hook, is_not_called_for_work_that_touched_nothing_or_was_undone) {
  TestDatabase test;
  int calls = 0;
  test.database->on_commit([&](Transaction&, std::uint32_t) { ++calls; });
  test.database->write_now([](Transaction& tx) { insert(tx, 1); });
  EXPECT_THROW(test.database->write_now([](Transaction& tx) {
    tx.touch(1);
    throw std::domain_error("undone");
  }),
               std::domain_error);
  EXPECT_EQ(calls, 0);
}

TEST(commit_hook, that_fails_makes_the_answer_unavailable_and_is_called_again_by_itself) {
  std::vector<std::string> lines;
  const Log log(LogFormat::logfmt, LogLevel::info,
                [&](std::string_view line) { lines.emplace_back(line); });
  TestDatabase test({.log = &log});
  std::promise<std::uint32_t> repeated;
  int calls = 0;
  test.database->on_commit([&](Transaction&, std::uint32_t touched) {
    if (++calls == 1)
      throw std::runtime_error("cannot read it now");
    if (calls == 2)
      repeated.set_value(touched);
  });
  EXPECT_THROW(test.database->write_now([](Transaction& tx) {
    insert(tx, 1);
    tx.touch(4);
  }),
               Unavailable);
  EXPECT_EQ(repeated.get_future().get(), 4U);
  EXPECT_THAT(lines, ElementsAre(testing::HasSubstr("cannot read it now")));
  EXPECT_THAT(test.stored(), ElementsAre(1));
}

TEST(queue, a_full_queue_answers_unavailable_at_once_and_loses_nothing_it_took) {
  TestDatabase test({.max_queued_writes = 4});
  std::vector<std::future<void>> taken;
  Hold hold(*test.database);
  for (int number = 0; number < 4; ++number)
    taken.push_back(submit(*test.database, [number](Transaction& tx) { insert(tx, number); }));
  const auto caller = std::this_thread::get_id();
  bool is_refused_here = false;
  test.database->submit_write([](Transaction& tx) { insert(tx, 99); },
                              [&](const std::exception_ptr& error) {
                                is_refused_here = std::this_thread::get_id() == caller;
                                EXPECT_THROW(std::rethrow_exception(error), Unavailable);
                              });
  EXPECT_TRUE(is_refused_here);
  hold.release();
  for (auto& answer : taken) answer.get();
  EXPECT_THAT(test.stored(), ElementsAre(0, 1, 2, 3));
}

TEST(queue, reads_are_bounded_too) {
  TestDatabase test({.readers = 1, .max_queued_reads = 1});
  std::promise<void> end;
  std::promise<void> started;
  std::promise<void> finished;
  test.database->submit_read(
      [&](Transaction&) {
        started.set_value();
        end.get_future().wait();
      },
      [](const std::exception_ptr&) {});
  started.get_future().wait();
  test.database->submit_read([](Transaction&) {},
                             [&](const std::exception_ptr&) { finished.set_value(); });
  EXPECT_THROW(test.database->read_now([](Transaction&) {}), Unavailable);
  end.set_value();
  finished.get_future().wait();
}

}  // namespace

}  // namespace latchkey::db::sqlite
