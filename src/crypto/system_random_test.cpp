#include "crypto/system_random.hpp"

#include <array>
#include <gtest/gtest.h>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace latchkey::crypto {
namespace {

TEST(SystemRandom, values_do_not_repeat_across_refills_and_threads) {
  constexpr std::size_t values_per_thread = 5000;
  SystemRandom random;
  std::mutex mutex;
  std::set<std::array<std::byte, 16>> seen;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        std::vector<std::array<std::byte, 16>> values(values_per_thread);
        for (auto& value : values) random.fill(value);
        const std::scoped_lock lock(mutex);
        seen.insert(values.begin(), values.end());
      });
  }
  EXPECT_EQ(seen.size(), 4 * values_per_thread);
}

TEST(SystemRandom, every_size_is_filled_to_its_end) {
  SystemRandom random;
  for (const std::size_t size : {1UL, 17UL, 4095UL, 4096UL, 4097UL, 100000UL}) {
    // An untouched last byte would be zero in all of 16 fills once in 2^128.
    bool is_last_byte_touched = false;
    for (int i = 0; i < 16; ++i) {
      std::vector<std::byte> bytes(size);
      random.fill(bytes);
      is_last_byte_touched = is_last_byte_touched || bytes.back() != std::byte{0};
    }
    EXPECT_TRUE(is_last_byte_touched) << size;
  }
}

TEST(SystemRandom, nothing_beyond_the_span_is_written) {
  SystemRandom random;
  std::array<std::byte, 64> bytes{};
  random.fill(std::span(bytes).subspan(16, 32));
  random.fill(std::span(bytes).first(0));
  for (std::size_t i = 0; i < 16; ++i) {
    EXPECT_EQ(bytes[i], std::byte{0});
    EXPECT_EQ(bytes[48 + i], std::byte{0});
  }
}

}  // namespace
}  // namespace latchkey::crypto
