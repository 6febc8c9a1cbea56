// kill -9 at any moment loses nothing that was acknowledged.
#include <array>
#include <chrono>
#include <gmock/gmock.h>
#include <set>
#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "db/sqlite/test_database.hpp"

namespace latchkey::db::sqlite {

namespace {

// Writes from several waiters without end, telling the pipe each id once it is acknowledged.
[[noreturn]] void write_until_killed(const std::filesystem::path& file, std::int64_t first,
                                     int acknowledged) {
  const auto database = open_sqlite({.file = file});
  create_table(*database);
  std::vector<std::thread> waiters;
  for (std::int64_t waiter = 0; waiter < 8; ++waiter)
    waiters.emplace_back([&, waiter] {
      for (std::int64_t id = first + waiter;; id += 8) {
        database->write_now([id](Transaction& tx) { insert(tx, id); });
        if (::write(acknowledged, &id, sizeof id) != sizeof id)
          ::_exit(1);
      }
    });
  for (auto& waiter : waiters) waiter.join();
  ::_exit(1);
}

// Adds what was acknowledged until the process had received enough and was killed.
void run_and_kill(const std::filesystem::path& file, std::int64_t first, std::size_t enough,
                  std::set<std::int64_t>& acknowledged) {
  std::array<int, 2> pipe{};
  ASSERT_EQ(::pipe(pipe.data()), 0);
  const pid_t child = ::fork();
  if (child == 0)
    write_until_killed(file, first, pipe[1]);
  ::close(pipe[1]);
  std::int64_t id = 0;
  for (std::size_t seen = 0; ::read(pipe[0], &id, sizeof id) == sizeof id; ++seen) {
    acknowledged.insert(id);
    if (seen == enough)
      ::kill(child, SIGKILL);
  }
  ::close(pipe[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
}

TEST(durability, no_acknowledged_row_is_lost_by_kill_9) {
  const TemporaryFolder folder;
  std::set<std::int64_t> acknowledged;
  for (int round = 0; round < 10; ++round) {
    run_and_kill(folder.file(), round * 1'000'000, static_cast<std::size_t>(round) * 300 + 20,
                 acknowledged);
    const auto database = open_sqlite({.file = folder.file()});
    const auto stored = database->read_now(ids);
    EXPECT_TRUE(
        std::includes(stored.begin(), stored.end(), acknowledged.begin(), acknowledged.end()))
        << "round " << round;
  }
  EXPECT_GT(acknowledged.size(), 10U * 20U);
}

}  // namespace

}  // namespace latchkey::db::sqlite
