#include "resource/offline.hpp"

#include <gtest/gtest.h>

#include "latchkey/resource/verifier.hpp"
#include "resource/issuer_fixture.hpp"

namespace latchkey::resource {
namespace {

using namespace std::chrono_literals;

class Offline : public testing::Test {
 protected:
  std::string outcome(const std::string& token) const {
    const auto verdict = verifier.check_token(token);
    return verdict ? "ok" : std::to_string(verdict.error().status) + " " + verdict.error().detail;
  }
  fixture::Issuer issuer;
  Settings settings = issuer.settings();
  Verifier verifier{settings};
};

TEST_F(Offline, rfc9068_4_a_genuine_token_tells_who_it_is) {
  const auto caller = verifier.check("Bearer " + issuer.token(), "models:read");
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->subject, "usr_1");
  EXPECT_EQ(caller->client_id, "cli_1");
  EXPECT_EQ(caller->organization, "org_1");
  EXPECT_EQ(caller->scopes, (std::vector<std::string>{"pipelines:read", "models:read"}));
  EXPECT_EQ(caller->token_id, "jti_1");
  EXPECT_EQ(caller->expires_at, issuer.now() + 15min);
}

TEST_F(Offline, rfc7519_4_1_times_are_judged_with_leeway) {
  const auto at = [this](const char* name, std::chrono::seconds from_now) {
    return outcome(issuer.token({{name, numeric_date(issuer.now() + from_now)}}));
  };
  EXPECT_EQ(at("exp", -9s), "ok");
  EXPECT_EQ(at("exp", -10s), "401 the token has expired");
  EXPECT_EQ(at("nbf", 10s), "ok");
  EXPECT_EQ(at("nbf", 11s), "401 nbf is in the future");
  EXPECT_EQ(at("iat", 10s), "ok");
  EXPECT_EQ(at("iat", 11s), "401 iat is in the future");
}

TEST_F(Offline, a_remembered_token_ends_too) {
  const auto token = issuer.token();
  EXPECT_EQ(outcome(token), "ok");
  issuer.pass(15min + 9s);
  EXPECT_EQ(outcome(token), "ok");
  issuer.pass(1s);
  EXPECT_EQ(outcome(token), "401 the token has expired");
}

TEST_F(Offline, rfc7519_4_1_3_the_audience_may_be_one_of_several) {
  EXPECT_EQ(outcome(issuer.token({{"aud", {"https://other", fixture::audience}}})), "ok");
  for (const json::value& aud : {json::value("https://other"), json::value({"https://other"}),
                                 json::value(json::array()), json::value(5), json::value()})
    EXPECT_EQ(outcome(issuer.token({{"aud", aud}})), "401 a token for another audience");
}

TEST_F(Offline, an_api_may_be_known_by_several_names) {
  settings.audiences.emplace_back("https://id.example.com");
  const Verifier of_both(settings);
  const auto takes = [&](const std::string& audience) {
    return static_cast<bool>(of_both.check_token(issuer.token({{"aud", audience}})));
  };
  EXPECT_TRUE(takes(settings.audiences[0]));
  EXPECT_TRUE(takes(settings.audiences[1]));
  EXPECT_FALSE(takes("https://id.example.com/"));
}

TEST_F(Offline, rfc9068_2_2_claims_that_are_missing_or_no_texts_are_refused) {
  for (const char* name : {"iss", "sub", "client_id", "jti", "iat", "exp"})
    for (const json::value& value : {json::value(), json::value(json::array()), json::value("")})
      EXPECT_EQ(outcome(issuer.token({{name, value}})).substr(0, 3), "401") << name;
  EXPECT_EQ(outcome(issuer.token({{"org_id", nullptr}, {"scope", nullptr}})), "ok");
}

TEST_F(Offline, rfc9068_4_an_id_token_is_no_access_token) {
  EXPECT_EQ(outcome(issuer.token({}, "JWT")), "401 typ is not at+jwt");
  EXPECT_EQ(outcome(issuer.token({}, "application/at+jwt")), "ok");
}

TEST_F(Offline, a_token_longer_than_any_jwt_is_refused) {
  EXPECT_EQ(outcome(std::string(16 * 1024 + 1, 'a')), "401 the token is too long");
}

TEST_F(Offline, an_unknown_key_is_asked_for_once_in_the_interval) {
  EXPECT_EQ(outcome(issuer.token()), "ok");
  const auto next = fixture::make_key();
  issuer.publish({issuer.key, next});
  EXPECT_EQ(outcome(issuer.token_by(next)), "401 kid names no known key");
  issuer.pass(settings.refetch_interval);
  EXPECT_EQ(outcome(issuer.token_by(next)), "ok");
  const auto fetched = issuer.fetches("/jwks");
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(outcome(issuer.token_by(fixture::make_key())), "401 kid names no known key");
  EXPECT_EQ(issuer.fetches("/jwks"), fetched);
}

TEST_F(Offline, what_a_withdrawn_key_signed_is_refused_though_it_was_remembered) {
  const auto token = issuer.token();
  EXPECT_EQ(outcome(token), "ok");
  const auto next = fixture::make_key();
  issuer.publish({next});
  issuer.pass(settings.refetch_interval);
  EXPECT_EQ(outcome(issuer.token_by(next)), "ok");
  EXPECT_EQ(outcome(token), "401 kid names no known key");
}

TEST_F(Offline, while_the_issuer_is_down_known_keys_hold_for_a_bounded_time) {
  const auto end = numeric_date(issuer.now() + 24h);
  const auto known = issuer.token({{"exp", end}});
  EXPECT_EQ(outcome(known), "ok");
  issuer.break_down();
  issuer.pass(settings.keys_usable_for - 1s);
  EXPECT_EQ(outcome(known), "ok");
  EXPECT_EQ(outcome(issuer.token({{"exp", end}, {"jti", "another"}})), "ok");
  EXPECT_EQ(outcome(issuer.token_by(fixture::make_key())).substr(0, 3), "503");
  issuer.pass(1s);
  const auto verdict = verifier.check_token(known);
  ASSERT_FALSE(verdict);
  EXPECT_EQ(verdict.error().status, 503);
  EXPECT_EQ(verdict.error().www_authenticate, "");
  EXPECT_EQ(verdict.error().retry_after, settings.refetch_interval);

  issuer.recover();
  issuer.pass(settings.refetch_interval);
  EXPECT_EQ(outcome(known), "ok");
}

TEST_F(Offline, verdicts_on_one_token_share_the_identity) {
  const auto token = issuer.token();
  EXPECT_EQ(&*verifier.check_token(token), &*verifier.check_token(token));
}

TEST(OfflineWithoutMemory, verifies_each_time) {
  fixture::Issuer issuer;
  auto settings = issuer.settings();
  settings.remembered_tokens = 0;
  const Verifier verifier(settings);
  const auto token = issuer.token();
  EXPECT_NE(&*verifier.check_token(token), &*verifier.check_token(token));
}

}  // namespace
}  // namespace latchkey::resource
