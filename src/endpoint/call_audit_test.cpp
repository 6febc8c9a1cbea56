#include "endpoint/call_audit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.hpp"
#include "crypto/system_random.hpp"

namespace latchkey::endpoint {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(AuditSampler, a_share_of_all_events_is_kept_whatever_their_pattern) {
  crypto::SystemRandom random;
  AuditSampler sampler(random);
  int all = 0;
  int even = 0;
  for (int i = 0; i < 20'000; ++i) {
    const bool taken = sampler.takes(0.25);
    all += taken;
    even += taken && i % 2 == 0;
  }
  EXPECT_NEAR(all, 5'000, 500);
  EXPECT_NEAR(even, 2'500, 400);
}

TEST(AuditSampler, all_is_all_and_none_is_none) {
  crypto::SystemRandom random;
  AuditSampler sampler(random);
  for (int i = 0; i < 1'000; ++i) {
    EXPECT_TRUE(sampler.takes(1));
    EXPECT_FALSE(sampler.takes(0));
  }
}

TEST(StrangerLimit, strangers_fill_no_disk_and_are_heard_of_all_the_same) {
  StrangerLimit limit;
  auto now = std::chrono::steady_clock::now();
  const auto taken_of = [&](int calls) {
    int taken = 0;
    for (int i = 0; i < calls; ++i) taken += limit.takes(now);
    return taken;
  };
  EXPECT_EQ(taken_of(1'000), StrangerLimit::burst);
  now += std::chrono::milliseconds(999);
  EXPECT_EQ(taken_of(1'000), 0);
  now += std::chrono::milliseconds(1);
  EXPECT_EQ(taken_of(1'000), 1);
  now += std::chrono::seconds(10);
  EXPECT_EQ(taken_of(1'000), 10);
  now += std::chrono::hours(1);
  EXPECT_EQ(taken_of(1'000), StrangerLimit::burst);
}

TEST(CallAudit, what_a_client_sent_is_cut_and_holds_no_secret) {
  const oauth::Resource resource{
      .name = "plant", .title = "Plant", .identifier = "https://api.example.com"};
  const std::string secret = "lks_" + std::string(43, 'A');
  const auto event_of = [&](std::string_view method, std::string_view path) {
    return refused_call_event({}, {.resource = resource, .method = method, .path = path}, {},
                              "org_1", {oauth::ErrorCode::access_denied, "No.", "why"}, {});
  };
  const auto event = event_of("GET", "/keys/" + secret);
  EXPECT_THAT(event.target.name, Not(HasSubstr(secret)));
  EXPECT_THAT(event.details, Not(HasSubstr(secret)));
  EXPECT_EQ(event.target.id, resource.identifier);
  EXPECT_EQ(event.org_id, "org_1");
  EXPECT_EQ(event.outcome, store::audit::Outcome::failure);
  EXPECT_LT(event_of(std::string(5'000, 'X'), "/" + std::string(5'000, 'a')).details.size(), 800U);
  EXPECT_TRUE(parse_json(event_of("GET", "/\xc3\xff").details).has_value());
  EXPECT_TRUE(parse_json(event_of("GET", "/" + std::string(298, 'a') + "ä").details).has_value());
}

TEST(CallAudit, a_refusal_names_by_id_what_has_been_deleted) {
  const oauth::Resource resource{
      .name = "plant", .title = "Plant", .identifier = "https://api.example.com"};
  oauth::AccessToken token;
  token.sub = "usr_1";
  token.client_id = "cli_1";
  token.org_id = "org_2";
  oauth::User user;
  user.id = "usr_1";
  user.email = "ada@example.com";
  const auto event_of = [&](const NamedCaller& caller) {
    return refused_call_event({}, {.resource = resource, .method = "GET", .path = "/"}, caller,
                              "org_1", {oauth::ErrorCode::invalid_token, "No.", "why"}, {});
  };
  const auto of_known_user = event_of({.token = token, .user = &user, .client = nullptr});
  EXPECT_EQ(of_known_user.actor.id, "usr_1");
  EXPECT_EQ(of_known_user.actor.name, "ada@example.com");
  EXPECT_EQ(of_known_user.client_id, "cli_1");
  EXPECT_EQ(of_known_user.client_name, "");
  EXPECT_EQ(of_known_user.org_id, "org_2");
  const auto of_nobody_left = event_of({.token = token, .user = nullptr, .client = nullptr});
  EXPECT_EQ(of_nobody_left.actor.id, "usr_1");
  EXPECT_EQ(of_nobody_left.actor.name, "");
}

}  // namespace
}  // namespace latchkey::endpoint
