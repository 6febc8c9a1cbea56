// A disk that is full or fails: no false answer, nothing half done, and it goes on afterwards.
#include <atomic>
#include <cerrno>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "db/sqlite/connection.hpp"
#include "db/sqlite/test_database.hpp"

namespace {

std::atomic<bool> sync_fails = false;

int sync_or_fail(long call, int descriptor) {
  if (sync_fails) {
    errno = EIO;
    return -1;
  }
  return static_cast<int>(::syscall(call, descriptor));
}

}  // namespace

// SQLite finds these in the program before those of the C library.
extern "C" int fsync(int descriptor) {
  return sync_or_fail(SYS_fsync, descriptor);
}
extern "C" int fdatasync(int descriptor) {
  return sync_or_fail(SYS_fdatasync, descriptor);
}

namespace latchkey::db::sqlite {

namespace {

using testing::ElementsAre;

class FailingSync {
 public:
  FailingSync() { sync_fails = true; }
  ~FailingSync() { sync_fails = false; }
  FailingSync(const FailingSync&) = delete;
  FailingSync& operator=(const FailingSync&) = delete;
};

// No file can grow past so many bytes.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &former_);
    rlimit limit = former_;
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &former_); }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit former_{};
};

void insert_large(Transaction& tx, std::int64_t id) {
  const std::string text = std::to_string(id) + std::string(8'000, 'x');
  tx.execute("INSERT INTO item (id, name) VALUES ($1, $2)", {id, text});
}

TEST(fault, a_commit_that_cannot_be_synced_is_unavailable_for_its_whole_batch) {
  TestDatabase test;
  std::vector<std::future<void>> answers;
  Hold hold(*test.database);
  for (int number = 0; number < 4; ++number)
    answers.push_back(submit(*test.database, [number](Transaction& tx) { insert(tx, number); }));
  {
    const FailingSync failing;
    hold.release();
    for (auto& answer : answers) EXPECT_THROW(answer.get(), Unavailable);
    EXPECT_THAT(test.stored(), ElementsAre());
  }
  test.database->write_now([](Transaction& tx) { insert(tx, 9); });
  EXPECT_THAT(test.stored(), ElementsAre(9));
}

TEST(fault, the_hook_is_not_called_for_a_commit_that_failed) {
  TestDatabase test;
  int calls = 0;
  test.database->on_commit([&](Transaction&, std::uint32_t) { ++calls; });
  const FailingSync failing;
  EXPECT_THROW(test.database->write_now([](Transaction& tx) {
    insert(tx, 1);
    tx.touch(1);
  }),
               Unavailable);
  EXPECT_EQ(calls, 0);
}

TEST(fault, a_checkpoint_that_fails_is_logged_and_loses_nothing) {
  std::vector<std::string> lines;
  const Log log(LogFormat::logfmt, LogLevel::info,
                [&](std::string_view line) { lines.emplace_back(line); });
  TestDatabase test({.log = &log});
  test.database->write_now([](Transaction& tx) { insert(tx, 1); });
  {
    const FailingSync failing;
    test.database.reset();
  }
  EXPECT_THAT(lines, ElementsAre(testing::HasSubstr("checkpoint_failed")));
  test.database = open_sqlite({.file = test.folder.file()});
  EXPECT_THAT(test.stored(), ElementsAre(1));
}

TEST(fault, every_row_acknowledged_before_a_failing_write_is_there_after_reopening) {
  TestDatabase test;
  std::vector<std::int64_t> acknowledged;
  {
    const FileSizeLimit limit(1'000'000);
    for (std::int64_t id = 0; id < 100; ++id) {
      try {
        test.database->write_now([id](Transaction& tx) { insert_large(tx, id); });
        acknowledged.push_back(id);
      } catch (const Unavailable&) {
        EXPECT_GT(id, 5);
      }
    }
    EXPECT_LT(acknowledged.size(), 100U);
    EXPECT_GT(acknowledged.size(), 5U);
    EXPECT_EQ(test.stored(), acknowledged);
  }
  test.database->write_now([](Transaction& tx) { insert_large(tx, 1'000); });
  acknowledged.push_back(1'000);
  test.database.reset();
  test.database = open_sqlite({.file = test.folder.file()});
  EXPECT_EQ(test.stored(), acknowledged);
}

TEST(fault, a_full_database_is_unavailable_and_recovers_once_there_is_space) {
  TestDatabase test;
  const auto limit_pages = [&](std::string_view sql) {
    test.database->write_now([&](Transaction& tx) { tx.execute(sql); });
  };
  limit_pages("PRAGMA max_page_count = 20");
  EXPECT_THROW(test.database->write_now([](Transaction& tx) {
    for (std::int64_t id = 0; id < 100; ++id) insert_large(tx, id);
  }),
               Unavailable);
  EXPECT_THAT(test.stored(), ElementsAre());
  test.database->write_now([](Transaction& tx) { insert(tx, 1); });
  limit_pages("PRAGMA max_page_count = 100000");
  test.database->write_now([](Transaction& tx) { insert_large(tx, 2); });
  EXPECT_THAT(test.stored(), ElementsAre(1, 2));
}

TEST(fault, another_process_s_lock_is_waited_for_once_on_a_connection_that_is_kept) {
  TestDatabase test({.busy_timeout = std::chrono::milliseconds(20)});
  test.database->write_now([](Transaction& tx) { tx.execute("CREATE TEMP TABLE kept (id)"); });
  Connection other({.file = test.folder.file(),
                    .access = Access::writes,
                    .cache_kib = 100,
                    .busy_timeout_milliseconds = 0});
  other.execute("BEGIN IMMEDIATE");
  std::vector<std::future<void>> answers;
  for (int number = 0; number < 4; ++number)
    answers.push_back(submit(*test.database, [number](Transaction& tx) { insert(tx, number); }));
  for (auto& answer : answers) EXPECT_THROW(answer.get(), Unavailable);
  other.execute("ROLLBACK");
  test.database->write_now([](Transaction& tx) {
    tx.execute("INSERT INTO kept VALUES (1)");
    insert(tx, 9);
  });
  EXPECT_THAT(test.stored(), ElementsAre(9));
}

// SQLite may undo the whole transaction for a full disk: then nobody who shared it may be told
// that his work is stored.
TEST(fault, a_full_disk_within_one_work_never_makes_another_answer_false) {
  TestDatabase test;
  test.database->write_now([](Transaction& tx) { tx.execute("PRAGMA max_page_count = 20"); });
  std::vector<std::future<void>> answers;
  Hold hold(*test.database);
  const auto add = [&](Database::Work work) {
    answers.push_back(submit(*test.database, std::move(work)));
  };
  add([](Transaction& tx) { insert(tx, 0); });
  add([](Transaction& tx) {
    for (std::int64_t id = 100; id < 200; ++id) insert_large(tx, id);
  });
  add([](Transaction& tx) { insert(tx, 2); });
  add([](Transaction& tx) {
    insert(tx, 3);
    for (std::int64_t id = 300; id < 400; ++id) {
      try {
        insert_large(tx, id);
      } catch (const Unavailable&) {
        continue;  // as one who takes what fits
      }
    }
  });
  add([](Transaction& tx) { insert(tx, 4); });
  hold.release();
  std::vector<std::int64_t> acknowledged;
  for (std::size_t index = 0; index < answers.size(); ++index) {
    try {
      answers[index].get();
      acknowledged.push_back(static_cast<std::int64_t>(index));
    } catch (const Unavailable&) {
      EXPECT_NE(index, 4U);
    }
  }
  EXPECT_THAT(acknowledged, testing::Not(testing::Contains(1)));
  EXPECT_THAT(acknowledged, testing::Not(testing::Contains(3)));
  EXPECT_EQ(test.stored(), acknowledged);
}

}  // namespace

}  // namespace latchkey::db::sqlite
