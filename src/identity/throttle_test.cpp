#include "identity/throttle.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <string>
#include <thread>
#include <vector>

namespace latchkey::identity {
namespace {

using std::chrono::seconds;

constexpr Time start{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

TEST(SignInThrottle, admits_as_many_as_it_says_and_then_names_the_wait) {
  SignInThrottle throttle({.account_attempts = 3, .recovery = seconds(60)});
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(throttle.admit("ada@example.com", "192.0.2.1", start));
  const auto refused = throttle.admit("ada@example.com", "192.0.2.2", start + seconds(10));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), seconds(50));
  EXPECT_TRUE(throttle.admit("ada@example.com", "192.0.2.2", start + seconds(60)));
  EXPECT_FALSE(throttle.admit("ada@example.com", "192.0.2.2", start + seconds(60)));
}

TEST(SignInThrottle, accounts_do_not_share_attempts) {
  SignInThrottle throttle({.account_attempts = 1});
  EXPECT_TRUE(throttle.admit("ada@example.com", "192.0.2.1", start));
  EXPECT_FALSE(throttle.admit("ada@example.com", "192.0.2.1", start));
  EXPECT_TRUE(throttle.admit("bob@example.com", "192.0.2.1", start));
}

TEST(SignInThrottle,
     an_address_that_tries_many_accounts_is_throttled_and_recovers_five_times_faster) {
  SignInThrottle throttle({.address_attempts = 2, .recovery = seconds(60)});
  EXPECT_TRUE(throttle.admit("a@example.com", "192.0.2.1", start));
  EXPECT_TRUE(throttle.admit("b@example.com", "192.0.2.1", start));
  const auto refused = throttle.admit("c@example.com", "192.0.2.1", start);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), seconds(12));
  EXPECT_TRUE(throttle.admit("c@example.com", "192.0.2.2", start));
  EXPECT_TRUE(throttle.admit("d@example.com", "192.0.2.1", start + seconds(12)));
}

TEST(SignInThrottle, a_refused_attempt_costs_neither_account_nor_address) {
  SignInThrottle throttle({.account_attempts = 1, .address_attempts = 2});
  EXPECT_TRUE(throttle.admit("a@example.com", "192.0.2.1", start));
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(throttle.admit("a@example.com", "192.0.2.1", start));
  EXPECT_TRUE(throttle.admit("b@example.com", "192.0.2.1", start));
}

TEST(SignInThrottle, one_ipv6_network_of_64_bits_is_one_address) {
  SignInThrottle throttle({.address_attempts = 1});
  EXPECT_TRUE(throttle.admit("a@example.com", "2001:db8:1:2::1", start));
  EXPECT_FALSE(throttle.admit("b@example.com", "2001:db8:1:2:ffff::9", start));
  EXPECT_TRUE(throttle.admit("b@example.com", "2001:db8:1:3::1", start));
}

TEST(SignInThrottle, an_ipv4_address_mapped_into_ipv6_is_the_same_address) {
  SignInThrottle throttle({.address_attempts = 1});
  EXPECT_TRUE(throttle.admit("a@example.com", "::ffff:192.0.2.1", start));
  EXPECT_FALSE(throttle.admit("b@example.com", "192.0.2.1", start));
  EXPECT_TRUE(throttle.admit("b@example.com", "::ffff:192.0.2.2", start));
}

TEST(SignInThrottle, a_success_gives_the_account_its_attempts_back_and_the_address_one) {
  SignInThrottle throttle({.account_attempts = 2, .address_attempts = 3});
  EXPECT_TRUE(throttle.admit("a@example.com", "192.0.2.1", start));
  EXPECT_TRUE(throttle.admit("a@example.com", "192.0.2.1", start));
  throttle.succeeded("a@example.com", "192.0.2.1", start);
  EXPECT_TRUE(throttle.admit("a@example.com", "192.0.2.1", start));
  EXPECT_TRUE(throttle.admit("a@example.com", "192.0.2.1", start));
  EXPECT_FALSE(throttle.admit("b@example.com", "192.0.2.1", start));
}

TEST(SignInThrottle, parallel_guesses_do_not_slip_through) {
  SignInThrottle throttle({.account_attempts = 10, .address_attempts = 1000});
  std::atomic<int> admitted = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&, i] {
        const std::string address = "192.0.2." + std::to_string(i);
        for (int n = 0; n < 50; ++n)
          if (throttle.admit("ada@example.com", address, start))
            ++admitted;
      });
  }
  EXPECT_EQ(admitted, 10);
}

TEST(SignInThrottle, a_flood_of_accounts_does_not_make_it_forget_the_one_that_is_guessed_at) {
  SignInThrottle throttle(
      {.account_attempts = 5, .address_attempts = 1'000'000, .max_entries = 100});
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(throttle.admit("ada@example.com", "192.0.2.1", start));
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(throttle.admit(std::to_string(i), "192.0.2.1", start));
  EXPECT_FALSE(throttle.admit("ada@example.com", "192.0.2.1", start));
}

TEST(SignInThrottle, forgets_the_attempts_of_the_one_that_is_full_first_when_there_are_too_many) {
  SignInThrottle throttle({.account_attempts = 1, .address_attempts = 100, .max_entries = 2});
  EXPECT_TRUE(throttle.admit("a@example.com", "192.0.2.1", start));
  EXPECT_TRUE(throttle.admit("b@example.com", "192.0.2.1", start + seconds(1)));
  EXPECT_TRUE(throttle.admit("c@example.com", "192.0.2.1", start + seconds(2)));
  EXPECT_TRUE(throttle.admit("a@example.com", "192.0.2.1", start + seconds(3)));
  EXPECT_FALSE(throttle.admit("c@example.com", "192.0.2.1", start + seconds(3)));
}

}  // namespace
}  // namespace latchkey::identity
