#include "resource/token_cache.hpp"

#include <gtest/gtest.h>
#include <thread>

namespace latchkey::resource {
namespace {

using namespace std::chrono_literals;
constexpr Time now = Time(1'800'000'000s);

crypto::Sha256 digest(int number) {
  return crypto::sha256(std::to_string(number));
}
TokenCache::Entry entry(Time until = now + 1min) {
  return {.identity = std::make_shared<const Identity>(), .until = until};
}

TEST(TokenCache, finds_what_was_put_in_until_its_end) {
  TokenCache cache(10);
  EXPECT_FALSE(cache.find(digest(1), now));
  const auto put = entry();
  cache.insert(digest(1), put);
  EXPECT_EQ(cache.find(digest(1), now + 59s)->identity, put.identity);
  EXPECT_FALSE(cache.find(digest(2), now));
  EXPECT_FALSE(cache.find(digest(1), now + 60s));
  EXPECT_FALSE(cache.find(digest(1), now)) << "what has ended stays out";
}

TEST(TokenCache, the_one_not_asked_for_longest_makes_place) {
  TokenCache cache(3);
  for (int i = 1; i <= 3; ++i) cache.insert(digest(i), entry());
  EXPECT_TRUE(cache.find(digest(1), now));
  cache.insert(digest(4), entry());
  EXPECT_TRUE(cache.find(digest(1), now));
  EXPECT_FALSE(cache.find(digest(2), now));
  EXPECT_TRUE(cache.find(digest(3), now));
  EXPECT_TRUE(cache.find(digest(4), now));
}

TEST(TokenCache, a_later_entry_replaces) {
  TokenCache cache(2);
  cache.insert(digest(1), entry(now + 1s));
  cache.insert(digest(2), entry());
  cache.insert(digest(1), entry(now + 1h));
  EXPECT_TRUE(cache.find(digest(1), now + 1min));
  EXPECT_TRUE(cache.find(digest(2), now));
}

TEST(TokenCache, of_size_zero_remembers_nothing) {
  TokenCache cache(0);
  cache.insert(digest(1), entry());
  EXPECT_FALSE(cache.find(digest(1), now));
}

TEST(TokenCache, is_bounded_under_threads) {
  constexpr int max = 2000;
  TokenCache cache(max);
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&cache, thread] {
      for (int i = 0; i < max; ++i) {
        const auto put = entry();
        const auto key = digest(thread * max + i);
        cache.insert(key, put);
        const auto found = cache.find(key, now);
        EXPECT_TRUE(!found || found->identity == put.identity);
      }
    });
  threads.clear();
  int found = 0;
  for (int i = 0; i < 4 * max; ++i) found += cache.find(digest(i), now) ? 1 : 0;
  EXPECT_LE(found, max);
  EXPECT_GT(found, max / 2);
}

}  // namespace
}  // namespace latchkey::resource
