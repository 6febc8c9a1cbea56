// A count that only grows, for the server's metrics.
#pragma once

#include <atomic>
#include <cstdint>

namespace latchkey::metrics {

// Thread-safe: one relaxed atomic addition, no lock.
class Counter {
 public:
  void add(std::uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

}  // namespace latchkey::metrics
