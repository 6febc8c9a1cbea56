#include "flow/flow_fixture.hpp"
#include "store/clients.hpp"
#include "store/users.hpp"

namespace latchkey::flow {
namespace {

using namespace std::chrono_literals;
using oauth::GrantType;

class Lifetimes : public Flow {
 protected:
  oauth::User user = add_user("ada@example.com", {"System Administrator"});
  oauth::Client client = add_confidential({GrantType::authorization_code, GrantType::refresh_token},
                                          {"openid", "profile", "pipelines:read"}, user);
  std::string cookies = sign_in(user);
};

TEST_F(Lifetimes, rfc6749_4_1_2_a_code_lives_for_60_seconds) {
  const auto in_time = authorize(client, cookies);
  clock.advance(59s);
  EXPECT_EQ(exchange(client, in_time).status, 200U);

  const auto too_late = authorize(client, cookies);
  clock.advance(60s);
  const auto answer = exchange(client, too_late);
  EXPECT_EQ(answer.status, 400U);
  EXPECT_EQ(text(body_of(answer), "error"), "invalid_grant");
}

TEST_F(Lifetimes, a_code_reused_after_30_seconds_is_invalid_grant_and_its_access_token_dead) {
  const auto code = authorize(client, cookies);
  const auto tokens = body_of(exchange(client, code));
  const auto access_token = text(tokens, "access_token");
  ASSERT_TRUE(is_active(client, access_token));

  clock.advance(30s);
  const auto again = exchange(client, code);
  EXPECT_EQ(again.status, 400U);
  EXPECT_EQ(text(body_of(again), "error"), "invalid_grant");
  EXPECT_FALSE(is_active(client, access_token));
  EXPECT_EQ(get_with_token("/api/v1/oauth2/userinfo", access_token).status, 401U);
  EXPECT_EQ(refresh(client, text(tokens, "refresh_token")).status, 400U);
}

TEST_F(Lifetimes, an_access_token_dies_after_15_minutes) {
  const auto access_token =
      text(body_of(exchange(client, authorize(client, cookies))), "access_token");
  clock.advance(15min - 1s);
  EXPECT_TRUE(is_active(client, access_token));
  clock.advance(1s);
  EXPECT_FALSE(is_active(client, access_token));
}

TEST_F(Lifetimes, a_refresh_repeated_within_10_seconds_gets_the_same_successor) {
  const auto first = text(body_of(exchange(client, authorize(client, cookies))), "refresh_token");
  const auto second = text(body_of(refresh(client, first)), "refresh_token");
  clock.advance(10s);
  const auto repeated = body_of(refresh(client, first));
  EXPECT_EQ(text(repeated, "refresh_token"), second);
  EXPECT_TRUE(is_active(client, text(repeated, "access_token")));
}

TEST_F(Lifetimes, rfc9700_4_14_a_refresh_repeated_later_revokes_the_grant) {
  const auto first = text(body_of(exchange(client, authorize(client, cookies))), "refresh_token");
  const auto tokens = body_of(refresh(client, first));
  clock.advance(11s);
  EXPECT_EQ(text(body_of(refresh(client, first)), "error"), "invalid_grant");
  EXPECT_FALSE(is_active(client, text(tokens, "access_token")));
  EXPECT_EQ(text(body_of(refresh(client, text(tokens, "refresh_token"))), "error"),
            "invalid_grant");
}

TEST_F(Lifetimes, rfc9700_4_14_a_refresh_repeated_after_its_successor_was_used_revokes_the_grant) {
  const auto first = text(body_of(exchange(client, authorize(client, cookies))), "refresh_token");
  const auto second = text(body_of(refresh(client, first)), "refresh_token");
  const auto third = text(body_of(refresh(client, second)), "refresh_token");
  ASSERT_FALSE(third.empty());
  EXPECT_EQ(text(body_of(refresh(client, first)), "error"), "invalid_grant");
  EXPECT_EQ(text(body_of(refresh(client, third)), "error"), "invalid_grant");
}

TEST_F(Lifetimes, a_refresh_token_unused_for_its_idle_lifetime_is_dead) {
  const auto token = text(body_of(exchange(client, authorize(client, cookies))), "refresh_token");
  clock.advance(24h * 14);
  EXPECT_EQ(text(body_of(refresh(client, token)), "error"), "invalid_grant");
}

TEST_F(Lifetimes, refresh_tokens_end_with_their_grant_however_often_they_are_used) {
  auto token = text(body_of(exchange(client, authorize(client, cookies))), "refresh_token");
  for (int week = 0; week < 12; ++week) {
    clock.advance(24h * 7);
    token = text(body_of(refresh(client, token)), "refresh_token");
    ASSERT_FALSE(token.empty()) << "week " << week;
  }
  clock.advance(24h * 7);
  EXPECT_EQ(text(body_of(refresh(client, token)), "error"), "invalid_grant");
}

TEST_F(Lifetimes, oidc_3_1_2_1_max_age_asks_for_credentials_again_once_exceeded) {
  authorize(client, cookies);
  clock.advance(2s);
  EXPECT_TRUE(header(ask(client, cookies, {{"max_age", "1"}}), "Location").starts_with("/login"));
  EXPECT_TRUE(header(ask(client, cookies, {{"max_age", "10000"}}), "Location")
                  .starts_with("https://app.example/cb?code="));
  EXPECT_EQ(in_location(ask(client, cookies, {{"max_age", "1"}, {"prompt", "none"}}), "error"),
            "login_required");
}

TEST_F(Lifetimes, an_interaction_is_forgotten_after_an_hour) {
  const auto asked = ask(client, {});
  const auto interaction = in_location(asked, "interaction");
  clock.advance(1h);
  const auto resumed = get("/api/v1/oauth2/authorize/resume?interaction=" + interaction, cookies);
  EXPECT_EQ(resumed.status, 400U);
  EXPECT_EQ(header(resumed, "Location"), "");
}

TEST_F(Lifetimes, a_disabled_client_gets_no_new_tokens_and_keeps_those_it_has) {
  const auto tokens = body_of(exchange(client, authorize(client, cookies)));
  const auto code = authorize(client, cookies);
  auto changed = client;
  changed.status = oauth::Status::disabled;
  write([&](store::Transaction& tx) { store::clients::update(tx, changed); });
  const auto introspector =
      add_confidential({GrantType::client_credentials}, {"tokens:introspect"}, user);

  EXPECT_EQ(exchange(client, code).status, 400U);
  EXPECT_EQ(refresh(client, text(tokens, "refresh_token")).status, 400U);
  EXPECT_EQ(ask(client, cookies).status, 400U);
  EXPECT_TRUE(is_active(introspector, text(tokens, "access_token")));

  changed.status = oauth::Status::active;
  write([&](store::Transaction& tx) { store::clients::update(tx, changed); });
  EXPECT_EQ(refresh(client, text(tokens, "refresh_token")).status, 200U);
}

TEST_F(Lifetimes, roles_lost_are_seen_at_once_by_introspection) {
  const auto reader = add_user("reader@example.com", {"Viewer"});
  const auto token =
      text(body_of(exchange(client, authorize(client, sign_in(reader)))), "access_token");
  ASSERT_TRUE(is_active(client, token));
  auto changed = reader;
  changed.role_ids.clear();
  write([&](store::Transaction& tx) { store::users::update(tx, changed, now()); });
  const auto answer =
      body_of(post("/api/v1/oauth2/introspect", credentials(client, {{"token", token}})));
  EXPECT_EQ(text(answer, "scope"), "openid profile");
}

}  // namespace
}  // namespace latchkey::flow
