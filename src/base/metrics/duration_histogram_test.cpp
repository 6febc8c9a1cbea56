#include "base/metrics/duration_histogram.hpp"

#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace latchkey::metrics {
namespace {

using namespace std::chrono_literals;

TEST(duration_histogram, a_bound_belongs_to_its_bucket_and_what_is_longer_to_the_next) {
  DurationHistogram histogram;
  histogram.observe(0ns);
  histogram.observe(100us);
  histogram.observe(100us + 1ns);
  histogram.observe(10s);
  histogram.observe(10s + 1ns);
  histogram.observe(1h);
  const DurationCounts counts = histogram.counts();
  EXPECT_EQ(counts.buckets.at(0), 2U);
  EXPECT_EQ(counts.buckets.at(1), 1U);
  EXPECT_EQ(counts.buckets.at(15), 1U);
  EXPECT_EQ(counts.buckets.at(16), 2U);
  EXPECT_EQ(counts.count(), 6U);
  EXPECT_EQ(counts.sum, 200us + 1ns + 20s + 1ns + 1h);
}

TEST(duration_histogram, a_clock_that_went_back_takes_nothing_off) {
  DurationHistogram histogram;
  histogram.observe(-1s);
  EXPECT_EQ(histogram.counts().buckets.at(0), 1U);
  EXPECT_EQ(histogram.counts().sum, 0ns);
}

TEST(duration_histogram, loses_nothing_of_what_several_threads_observe) {
  DurationHistogram histogram;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([&histogram] {
        for (int i = 0; i < 10'000; ++i) histogram.observe(1ms);
      });
  }
  EXPECT_EQ(histogram.counts().buckets.at(3), 40'000U);
  EXPECT_EQ(histogram.counts().sum, 40s);
}

TEST(duration_counts, add_up) {
  DurationHistogram first;
  DurationHistogram second;
  first.observe(50us);
  second.observe(50us);
  second.observe(20s);
  DurationCounts both = first.counts();
  both += second.counts();
  EXPECT_EQ(both.buckets.at(0), 2U);
  EXPECT_EQ(both.buckets.at(16), 1U);
  EXPECT_EQ(both.sum, 100us + 20s);
}

}  // namespace
}  // namespace latchkey::metrics
