#include <gmock/gmock.h>

#include "db/sqlite/test_database.hpp"

namespace latchkey::db::sqlite {

namespace {

TEST(read, sees_one_state_from_its_first_statement_to_its_end) {
  TestDatabase test;
  test.database->write_now([](Transaction& tx) { insert(tx, 1); });
  test.database->read_now([&](Transaction& tx) {
    EXPECT_EQ(count(tx), 1);
    test.database->write_now([](Transaction& other) { insert(other, 2); });
    EXPECT_EQ(count(tx), 1);
  });
  EXPECT_EQ(test.database->read_now(count), 2);
}

TEST(read, an_answered_write_is_seen_by_every_later_read) {
  TestDatabase test({.readers = 3});
  for (int number = 1; number <= 200; ++number) {
    test.database->write_now([&](Transaction& tx) { insert(tx, number); });
    ASSERT_EQ(test.database->read_now(count), number);
  }
}

TEST(read, that_throws_leaves_its_connection_usable) {
  TestDatabase test({.readers = 1});
  EXPECT_THROW(test.database->read_now([](Transaction& tx) {
    count(tx);
    throw std::domain_error("no");
  }),
               std::domain_error);
  EXPECT_THROW(test.database->read_now([](Transaction&) { throw Unavailable("no"); }), Unavailable);
  test.database->write_now([](Transaction& tx) { insert(tx, 1); });
  EXPECT_EQ(test.database->read_now(count), 1);
}

}  // namespace

}  // namespace latchkey::db::sqlite
