#include "http/traffic.hpp"

#include <gtest/gtest.h>
#include <thread>

namespace latchkey::http {
namespace {

using namespace std::chrono_literals;

constexpr std::optional<std::size_t> no_route;

TEST(traffic, counts_by_pattern_method_and_status) {
  Traffic traffic;
  Traffic::Share& share = traffic.add_share({"/users/{id}", "/users"});
  share.answered(0, Method::get, 200, 1ms);
  share.answered(0, Method::get, 200, 2ms);
  share.answered(0, Method::get, 404, 1ms);
  share.answered(0, Method::head, 200, 1ms);
  share.answered(1, Method::get, 200, 1ms);
  share.answered(no_route, Method::get, 404, 1ms);
  share.answered(no_route, std::nullopt, 400, 1ms);
  const std::map<Traffic::Answer, std::uint64_t> expected{
      {{"/users/{id}", "GET", 200}, 2},  {{"/users/{id}", "GET", 404}, 1},
      {{"/users/{id}", "HEAD", 200}, 1}, {{"/users", "GET", 200}, 1},
      {{"unmatched", "GET", 404}, 1},    {{"unmatched", "unknown", 400}, 1}};
  const Traffic::Counts counts = traffic.counts();
  EXPECT_EQ(counts.answers, expected);
  ASSERT_EQ(counts.durations.size(), 3U);
  EXPECT_EQ(counts.durations.at("/users/{id}").count(), 4U);
  EXPECT_EQ(counts.durations.at("/users/{id}").sum, 5ms);
  EXPECT_EQ(counts.durations.at("unmatched").count(), 2U);
}

TEST(traffic, tells_nothing_of_routes_that_were_not_asked_for) {
  Traffic traffic;
  traffic.add_share({"/users", "/roles"}).answered(1, Method::get, 200, 1ms);
  EXPECT_EQ(traffic.counts().answers.size(), 1U);
  EXPECT_EQ(traffic.counts().durations.size(), 1U);
}

TEST(traffic, routes_of_one_pattern_and_the_shares_of_all_threads_are_added_up) {
  Traffic traffic;
  for (int thread = 0; thread < 2; ++thread) {
    Traffic::Share& share = traffic.add_share({"/users", "/users"});
    share.answered(0, Method::get, 200, 1ms);
    share.answered(1, Method::post, 201, 3ms);
  }
  const Traffic::Counts counts = traffic.counts();
  EXPECT_EQ(counts.answers.at({"/users", "GET", 200}), 2U);
  EXPECT_EQ(counts.answers.at({"/users", "POST", 201}), 2U);
  EXPECT_EQ(counts.durations.at("/users").count(), 4U);
  EXPECT_EQ(counts.durations.at("/users").sum, 8ms);
}

// For the thread sanitizer; and every reading is whole.
TEST(traffic, can_be_read_while_it_is_counted) {
  Traffic traffic;
  Traffic::Share& share = traffic.add_share({"/users"});
  constexpr std::uint64_t rounds = 20'000;
  std::jthread counting([&share] {
    for (std::uint64_t i = 0; i < rounds; ++i)
      share.answered(0, i % 2 == 0 ? Method::get : Method::post,
                     static_cast<unsigned>(200 + i % 50), 1ms);
  });
  std::uint64_t seen = 0;
  while (seen < rounds) {
    std::uint64_t now = 0;
    for (const auto& [answer, count] : traffic.counts().answers) now += count;
    ASSERT_GE(now, seen);
    seen = now;
  }
  EXPECT_EQ(traffic.counts().answers.size(), 50U);
  EXPECT_EQ(traffic.counts().durations.at("/users").count(), rounds);
}

}  // namespace
}  // namespace latchkey::http
