#include "store/secret_usage.hpp"

#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace latchkey::store {
namespace {

using std::chrono::seconds;

TEST(SecretUsage, hands_over_the_latest_use_of_each_once) {
  SecretUsage usage;
  usage.record("a", Time(seconds(2)));
  usage.record("a", Time(seconds(1)));
  usage.record("b", Time(seconds(3)));
  const auto taken = usage.take();
  EXPECT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken.at("a"), Time(seconds(2)));
  EXPECT_EQ(taken.at("b"), Time(seconds(3)));
  EXPECT_TRUE(usage.take().empty());
}

TEST(SecretUsage, is_recorded_by_many_threads) {
  SecretUsage usage;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&usage, i] {
        for (int j = 0; j < 100; ++j) usage.record(std::to_string(j), Time(seconds(i)));
      });
  }
  const auto taken = usage.take();
  EXPECT_EQ(taken.size(), 100U);
  EXPECT_EQ(taken.at("7"), Time(seconds(7)));
}

}  // namespace
}  // namespace latchkey::store
