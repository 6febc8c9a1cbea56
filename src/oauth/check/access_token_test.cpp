#include "oauth/check/access_token.hpp"

#include <gtest/gtest.h>

#include "oauth/decide/token.hpp"
#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using namespace std::chrono_literals;
using sample::error_of;
using sample::issuer_url;
using sample::now;

constexpr std::string_view audience = "https://api.example.com";

AccessTokenClaims good_claims() {
  return {"jti_1", "usr_1", "cli_1",    "org_1", "gra_1", sample::scopes("openid a"),
          now,     now,     now + 15min};
}

class AccessTokenCheck : public testing::Test {
 protected:
  [[nodiscard]] std::string sign(const AccessTokenClaims& claims,
                                 std::string_view typ = "at+jwt") const {
    return keys.sign(typ, serialize(claims, {std::string(issuer_url), std::string(audience)}));
  }
  [[nodiscard]] auto check(std::string_view token, Time at = now) const {
    return check_access_token(token, keys.set, issuer_url, at);
  }
  // The token with claims of another shape than this server gives.
  [[nodiscard]] auto check_claims(std::string_view claims) const {
    return check(keys.sign("at+jwt", claims));
  }
  sample::Keys keys;
};

TEST_F(AccessTokenCheck, rfc9068_4_a_genuine_token_is_read) {
  const auto token = check(sign(good_claims()));
  ASSERT_TRUE(token);
  EXPECT_EQ(token->jti, "jti_1");
  EXPECT_EQ(token->sub, "usr_1");
  EXPECT_EQ(token->client_id, "cli_1");
  EXPECT_EQ(token->org_id, "org_1");
  EXPECT_EQ(token->grant_id, "gra_1");
  EXPECT_EQ(token->audience, audience);
  EXPECT_EQ(token->scopes, sample::scopes("openid a"));
  EXPECT_EQ(token->issued_at, now);
  EXPECT_EQ(token->expires_at, now + 15min);
}

TEST_F(AccessTokenCheck, a_client_credentials_token_has_no_grant) {
  auto claims = good_claims();
  claims.grant_id.clear();
  claims.scopes = ScopeSet();
  const auto token = check(sign(claims));
  ASSERT_TRUE(token);
  EXPECT_EQ(token->grant_id, "");
  EXPECT_TRUE(token->scopes.empty());
}

TEST_F(AccessTokenCheck, rfc7519_4_1_4_is_invalid_from_exp_on) {
  const auto token = sign(good_claims());
  EXPECT_EQ(error_of(check(token, now + 15min - 1us)), "ok");
  EXPECT_EQ(error_of(check(token, now + 15min)), "invalid_token");
}

TEST_F(AccessTokenCheck, rfc9068_4_an_id_token_is_no_access_token) {
  EXPECT_EQ(error_of(check(sign(good_claims(), "JWT"))), "invalid_token");
}

TEST_F(AccessTokenCheck, rfc9068_4_another_issuer_is_invalid) {
  const auto claims = good_claims();
  EXPECT_EQ(error_of(check(keys.sign(
                "at+jwt", serialize(claims, {"https://evil.example", std::string(audience)})))),
            "invalid_token");
}

TEST_F(AccessTokenCheck, rfc9068_4_another_audience_is_invalid) {
  auto token = check(sign(good_claims()));
  ASSERT_TRUE(token);
  EXPECT_TRUE(check_audience(*token, audience));
  for (const auto* other : {"", "https://other.example", "https://api.example.com/"})
    EXPECT_EQ(error_of(check_audience(*token, other)), "invalid_token") << other;
  token->audience.clear();
  EXPECT_EQ(error_of(check_audience(*token, audience)), "invalid_token");
}

TEST_F(AccessTokenCheck, rfc8707_2_2_a_token_for_a_resource_is_addressed_to_it) {
  auto claims = good_claims();
  claims.audience = "https://api.example.com/plant";
  const auto token = check(sign(claims));
  ASSERT_TRUE(token);
  EXPECT_EQ(token->audience, "https://api.example.com/plant");
}

TEST_F(AccessTokenCheck, rfc7515_5_2_another_key_or_an_altered_token_is_invalid) {
  const sample::Keys others;
  const auto claims = serialize(good_claims(), {std::string(issuer_url), std::string(audience)});
  EXPECT_EQ(error_of(check(others.sign("at+jwt", claims))), "invalid_token");
  auto token = sign(good_claims());
  token[token.find('.') + 5] ^= 1;
  EXPECT_EQ(error_of(check(token)), "invalid_token");
}

TEST_F(AccessTokenCheck, what_is_no_jwt_is_invalid) {
  for (const auto* text : {"", "x", "a.b.c", "lkr_abc", ".."})
    EXPECT_EQ(error_of(check(text)), "invalid_token") << text;
}

TEST_F(AccessTokenCheck, rfc9068_2_2_missing_or_malformed_claims_are_invalid) {
  const std::string complete =
      R"({"iss":"https://id.example.com","aud":"https://api.example.com","sub":"u","jti":"j",)"
      R"("client_id":"c","org_id":"o","scope":"a","iat":1800000000,"exp":1800000900})";
  ASSERT_EQ(error_of(check_claims(complete)), "ok");
  const auto replaced = [&](std::string_view from, std::string_view to) {
    auto text = complete;
    text.replace(text.find(from), from.size(), to);
    return text;
  };
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {R"("sub":"u",)", ""},
           {R"("jti":"j",)", ""},
           {R"("client_id":"c",)", ""},
           {R"("org_id":"o",)", ""},
           {R"("sub":"u")", R"("sub":5)"},
           {R"("iss":"https://id.example.com",)", ""},
           {R"("aud":"https://api.example.com",)", ""},
           {R"("scope":"a")", R"("scope":"a\"b")"},
           {R"("iat":1800000000,)", ""},
           {R"("iat":1800000000)", R"("iat":1.5)"},
           {R"(,"exp":1800000900)", ""},
           {R"("exp":1800000900)", R"("exp":"1800000900")"},
           {R"("exp":1800000900)", R"("exp":9e99)"}})
    EXPECT_EQ(error_of(check_claims(replaced(from, to))), "invalid_token") << from << to;
}

TEST_F(AccessTokenCheck, errors_never_repeat_the_token) {
  const auto token = sign(good_claims(), "JWT");
  const auto result = check(token);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().description, "The access token is invalid or expired.");
  EXPECT_FALSE(result.error().detail.contains(token.substr(0, 20)));
}

}  // namespace
}  // namespace latchkey::oauth
