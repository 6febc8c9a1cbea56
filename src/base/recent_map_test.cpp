#include "base/recent_map.hpp"

#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "base/mix.hpp"

namespace latchkey {
namespace {

struct SpreadHash {
  std::size_t operator()(int number) const { return mix(static_cast<std::uint64_t>(number)); }
};
using Numbers = RecentMap<int, int, SpreadHash>;

int count_known(Numbers& numbers, int end) {
  int known = 0;
  for (int i = 0; i < end; ++i) known += numbers.find(i).has_value() ? 1 : 0;
  return known;
}

TEST(RecentMap, what_was_inserted_is_found_and_can_be_replaced) {
  Numbers numbers(100);
  EXPECT_FALSE(numbers.find(1));
  numbers.insert(1, 10);
  EXPECT_EQ(numbers.find(1), 10);
  numbers.insert(1, 11);
  EXPECT_EQ(numbers.find(1), 11);
}

TEST(RecentMap, it_holds_no_more_than_its_capacity) {
  constexpr int capacity = 1'600;
  Numbers numbers(capacity);
  for (int i = 0; i < 10 * capacity; ++i) numbers.insert(i, i);
  const int known = count_known(numbers, 10 * capacity);
  EXPECT_GE(known, capacity / 2);
  EXPECT_LE(known, capacity);
}

TEST(RecentMap, what_does_not_hold_is_forgotten) {
  Numbers numbers(10);
  numbers.insert(1, 10);
  EXPECT_FALSE(numbers.find(1, [](int value) { return value != 10; }));
  EXPECT_FALSE(numbers.find(1));
}

TEST(RecentMap, what_is_asked_for_again_and_again_stays) {
  Numbers numbers(160);
  numbers.insert(-1, 7);
  for (int i = 0; i < 16'000; ++i) {
    numbers.insert(i, i);
    ASSERT_EQ(numbers.find(-1), 7) << i;
  }
}

TEST(RecentMap, threads_share_it) {
  Numbers numbers(64);
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 5'000; ++i) {
        numbers.insert(i % 200, i % 200);
        const int other = (i * 7) % 200;
        EXPECT_EQ(numbers.find(other).value_or(other), other);
      }
    });
}

}  // namespace
}  // namespace latchkey
