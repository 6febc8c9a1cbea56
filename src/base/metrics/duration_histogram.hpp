// How long things took, counted by buckets, for the server's metrics.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "base/metrics/counter.hpp"

namespace latchkey::metrics {

// What a histogram held at one moment; sums of several are theirs together.
struct DurationCounts {
  // The longest duration that each bucket still takes; what took longer is in one more bucket.
  static constexpr std::array<std::chrono::microseconds, 16> bounds{
      {std::chrono::microseconds(100), std::chrono::microseconds(250),
       std::chrono::microseconds(500), std::chrono::microseconds(1'000),
       std::chrono::microseconds(2'500), std::chrono::microseconds(5'000),
       std::chrono::microseconds(10'000), std::chrono::microseconds(25'000),
       std::chrono::microseconds(50'000), std::chrono::microseconds(100'000),
       std::chrono::microseconds(250'000), std::chrono::microseconds(500'000),
       std::chrono::microseconds(1'000'000), std::chrono::microseconds(2'500'000),
       std::chrono::microseconds(5'000'000), std::chrono::microseconds(10'000'000)}};

  std::array<std::uint64_t, bounds.size() + 1> buckets{};  // each alone, not added up
  std::chrono::nanoseconds sum{0};

  [[nodiscard]] std::uint64_t count() const;
  DurationCounts& operator+=(const DurationCounts& other);
};

// Thread-safe: two relaxed atomic additions, no lock.
class DurationHistogram {
 public:
  // A negative duration counts as none.
  void observe(std::chrono::nanoseconds duration);
  [[nodiscard]] DurationCounts counts() const;

 private:
  std::array<Counter, DurationCounts::bounds.size() + 1> buckets_;
  Counter sum_nanoseconds_;
};

}  // namespace latchkey::metrics
