#include <gtest/gtest.h>

#include "db/sqlite/test_database.hpp"

namespace latchkey::db::sqlite {
namespace {

TEST(measurements, each_read_and_write_is_counted_when_it_is_answered_failed_ones_too) {
  TestDatabase test;
  const Measurements& measured = test.database->measurements();
  const auto reads = measured.reads.counts().count();
  const auto writes = measured.writes.counts().count();
  test.database->write_now([](Transaction& tx) { insert(tx, 1); });
  EXPECT_THROW(test.database->write_now([](Transaction& tx) { insert(tx, 1); }), std::logic_error);
  test.database->read_now(count);
  EXPECT_EQ(measured.reads.counts().count(), reads + 1);
  EXPECT_EQ(measured.writes.counts().count(), writes + 2);
  EXPECT_GT(measured.writes.counts().sum.count(), 0);
}

TEST(measurements, what_is_tallied_counts_once_it_is_durable) {
  TestDatabase test;
  const metrics::Counter& tallied = test.database->measurements().tallied;
  test.database->write_now([](Transaction& tx) { tx.tally(); });
  EXPECT_EQ(tallied.value(), 1U);
  Hold hold(*test.database);
  auto good = submit(*test.database, [](Transaction& tx) {
    insert(tx, 1);
    tx.tally();
    tx.tally(2);
  });
  auto bad = submit(*test.database, [](Transaction& tx) {
    tx.tally(100);
    insert(tx, 1);
  });
  EXPECT_EQ(tallied.value(), 1U);
  hold.release();
  good.get();
  EXPECT_THROW(bad.get(), std::logic_error);
  EXPECT_EQ(tallied.value(), 4U);
}

TEST(measurements, a_commit_that_fails_tallies_nothing) {
  TestDatabase test;
  Hold hold(*test.database);
  auto first = submit(*test.database, [](Transaction& tx) {
    insert(tx, 1);
    tx.tally();
  });
  auto undoing = submit(*test.database, [](Transaction& tx) { tx.execute("ROLLBACK"); });
  hold.release();
  EXPECT_ANY_THROW(first.get());
  EXPECT_ANY_THROW(undoing.get());
  EXPECT_EQ(test.database->measurements().tallied.value(), 0U);
}

TEST(measurements, the_backlog_is_what_waits) {
  TestDatabase test;
  EXPECT_EQ(test.database->backlog().writes, 0U);
  Hold hold(*test.database);
  std::vector<std::future<void>> waiting;
  for (std::int64_t id = 0; id < 3; ++id)
    waiting.push_back(submit(*test.database, [id](Transaction& tx) { insert(tx, id); }));
  EXPECT_EQ(test.database->backlog().writes, 3U);
  EXPECT_EQ(test.database->backlog().reads, 0U);
  hold.release();
  for (auto& each : waiting) each.get();
  EXPECT_EQ(test.database->backlog().writes, 0U);
}

}  // namespace
}  // namespace latchkey::db::sqlite
