#include "db/sqlite/checkpointer.hpp"

#include <atomic>
#include <gmock/gmock.h>
#include <thread>

#include "db/sqlite/test_database.hpp"

namespace latchkey::db::sqlite {

namespace {

// Short reads that overlap, so that at any moment at least one is open.
class ConstantReaders {
 public:
  explicit ConstantReaders(Database& database) {
    for (int index = 0; index < 2; ++index)
      threads_.emplace_back([&database](const std::stop_token& stop) {
        while (!stop.stop_requested())
          database.read_now([](Transaction& tx) {
            count(tx);
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
          });
      });
  }

 private:
  std::vector<std::jthread> threads_;
};

TEST(checkpoint, the_log_stays_bounded_under_constant_readers_and_writers) {
  TestDatabase test;
  const auto log = test.folder.file().string() + "-wal";
  const std::string text(3'000, 'x');
  std::uintmax_t longest = 0;
  {
    const ConstantReaders readers(*test.database);
    for (std::int64_t id = 0; id < 300; ++id) {
      test.database->write_now([&](Transaction& tx) {
        tx.execute("DELETE FROM item WHERE id % 100 = $1", {id % 100});
        for (std::int64_t row = 0; row < 100; ++row)
          tx.execute("INSERT INTO item (id, name) VALUES ($1, $2)",
                     {row * 100 + id % 100, text + std::to_string(row * 100 + id % 100)});
      });
      longest = std::max(longest, std::filesystem::file_size(log));
    }
  }
  constexpr std::uintmax_t mib = 1'024 * 1'024;
  EXPECT_GT(longest, 4 * mib);
  EXPECT_LT(longest, 64 * mib);
}

TEST(gate, whoever_closes_it_comes_next_though_the_passer_never_rests) {
  Gate gate;
  std::atomic<bool> is_inside = false;
  std::atomic<int> collisions = 0;
  const std::jthread passer([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const Gate::Pass pass(gate);
      is_inside = true;
      is_inside = false;
    }
  });
  for (int round = 0; round < 1'000; ++round) {
    const Gate::Closure closed(gate);
    collisions += is_inside ? 1 : 0;
  }
  EXPECT_EQ(collisions, 0);
}

}  // namespace

}  // namespace latchkey::db::sqlite
