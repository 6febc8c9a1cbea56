#include "db/copy.hpp"

#include <atomic>
#include <fstream>
#include <gmock/gmock.h>
#include <thread>

#include "db/sqlite/test_database.hpp"

namespace latchkey::db::sqlite {

namespace {

struct CopyTest : testing::Test {
  std::filesystem::path copy() { return test.folder.file().string() + ".copy"; }
  std::vector<std::int64_t> copied() {
    std::vector<std::int64_t> found;
    read_file(copy(), [&](Transaction& tx) { found = ids(tx); });
    return found;
  }

  TestDatabase test;
};

TEST_F(CopyTest, everything_committed_is_in_the_copy_and_no_companion_beside_it) {
  for (std::int64_t id = 0; id < 100; ++id)
    test.database->write_now([id](Transaction& tx) { insert(tx, id); });
  copy_database(test.folder.file(), copy());
  EXPECT_EQ(copied(), test.stored());
  EXPECT_FALSE(std::filesystem::exists(copy().string() + "-wal"));
  EXPECT_FALSE(std::filesystem::exists(copy().string() + "-journal"));
  EXPECT_EQ(find_damage(copy()), std::nullopt);
}

TEST_F(CopyTest, while_others_write_it_holds_all_from_before_and_no_gap) {
  std::atomic<std::int64_t> acknowledged = 0;
  std::atomic<bool> is_over = false;
  std::jthread writer([&] {
    for (std::int64_t id = 1; !is_over; ++id) {
      test.database->write_now([id](Transaction& tx) { insert(tx, id); });
      acknowledged = id;
      acknowledged.notify_all();
    }
  });
  for (int round = 0; round < 5; ++round) {
    acknowledged.wait(0);
    const std::int64_t before = acknowledged;
    std::filesystem::remove(copy());
    copy_database(test.folder.file(), copy());
    const auto found = copied();
    EXPECT_GE(static_cast<std::int64_t>(found.size()), before);
    EXPECT_EQ(found.back(), static_cast<std::int64_t>(found.size()));
  }
  is_over = true;
}

TEST_F(CopyTest, a_database_that_is_closed_is_copied_too) {
  test.database->write_now([](Transaction& tx) { insert(tx, 7); });
  test.database.reset();
  copy_database(test.folder.file(), copy());
  EXPECT_THAT(copied(), testing::ElementsAre(7));
}

TEST_F(CopyTest, a_file_that_holds_something_is_not_overwritten) {
  std::ofstream(copy()) << "precious";
  EXPECT_ANY_THROW(copy_database(test.folder.file(), copy()));
  EXPECT_EQ(std::filesystem::file_size(copy()), 8U);
}

TEST_F(CopyTest, damage_is_found) {
  for (std::int64_t id = 0; id < 1'000; ++id)
    test.database->write_now([id](Transaction& tx) { insert(tx, id); });
  copy_database(test.folder.file(), copy());
  std::fstream(copy(), std::ios::in | std::ios::out).seekp(4'096).write("damage damage", 13);
  EXPECT_NE(find_damage(copy()), std::nullopt);
  std::filesystem::resize_file(copy(), 10'000);
  EXPECT_NE(find_damage(copy()), std::nullopt);
  std::ofstream(copy()) << "no database at all, but long enough to be looked at";
  EXPECT_NE(find_damage(copy()), std::nullopt);
}

}  // namespace

}  // namespace latchkey::db::sqlite
