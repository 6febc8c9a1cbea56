#include "oauth/decide/token.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using namespace std::chrono_literals;
using sample::now;

const Issuer issuer{"https://id.example.com", "https://api.example.com"};

TEST(AccessTokenClaims, rfc9068_2_2_claims) {
  const AccessTokenClaims claims{"jti_1",    "usr_1", "cli_1",
                                 "org_1",    "gra_1", sample::scopes("openid a"),
                                 now - 5min, now,     now + 15min};
  EXPECT_EQ(serialize(claims, issuer),
            R"({"iss":"https://id.example.com","sub":"usr_1","aud":"https://api.example.com",)"
            R"("exp":1800000900,"iat":1800000000,"auth_time":1799999700,"jti":"jti_1",)"
            R"("client_id":"cli_1","org_id":"org_1","grant_id":"gra_1","scope":"openid a"})");
}

TEST(AccessTokenClaims, rfc9068_2_2_1_without_a_user_there_is_no_auth_time) {
  const AccessTokenClaims claims{"jti_1",    "usr_1",      "cli_1", "org_1",    "",
                                 ScopeSet(), std::nullopt, now,     now + 15min};
  EXPECT_EQ(serialize(claims, issuer),
            R"({"iss":"https://id.example.com","sub":"usr_1","aud":"https://api.example.com",)"
            R"("exp":1800000900,"iat":1800000000,"jti":"jti_1","client_id":"cli_1",)"
            R"("org_id":"org_1","scope":""})");
}

TEST(AccessTokenClaims, rfc7519_2_times_are_whole_seconds) {
  const AccessTokenClaims claims{
      "j", "u", "c", "o", "", ScopeSet(), now + 999ms, now + 999ms, now + 15min + 999ms};
  const auto text = serialize(claims, issuer);
  EXPECT_TRUE(text.contains(R"("exp":1800000900,"iat":1800000000,"auth_time":1800000000,)"))
      << text;
}

IdTokenClaims id_claims() {
  return {"usr_1", "cli_1", "ses_1", "n\"1", now - 5min, now, now + 1h, {{"email", "a@b.c"}}};
}

TEST(IdTokenClaims, oidc_core_2_claims) {
  // at_hash computed apart: base64url of the first 16 bytes of SHA-256("token").
  EXPECT_EQ(serialize(id_claims(), issuer, "token"),
            R"({"iss":"https://id.example.com","sub":"usr_1","aud":"cli_1","exp":1800003600,)"
            R"("iat":1800000000,"auth_time":1799999700,"nonce":"n\"1",)"
            R"("acr":"urn:latchkey:acr:password","amr":["pwd"],"sid":"ses_1",)"
            R"("at_hash":"PEaenWxYddN6Q_NT1PiOYQ","email":"a@b.c"})");
}

TEST(IdTokenClaims, oidc_core_2_nonce_and_sid_are_left_out_when_there_are_none) {
  auto claims = id_claims();
  claims.nonce = std::nullopt;
  claims.session_id.clear();
  claims.extra.clear();
  EXPECT_EQ(serialize(claims, issuer, "token"),
            R"({"iss":"https://id.example.com","sub":"usr_1","aud":"cli_1","exp":1800003600,)"
            R"("iat":1800000000,"auth_time":1799999700,"acr":"urn:latchkey:acr:password",)"
            R"("amr":["pwd"],"at_hash":"PEaenWxYddN6Q_NT1PiOYQ"})");
}

TEST(TokenResponse, rfc6749_5_1_all_members) {
  EXPECT_EQ(token_response("a.t", 900s, sample::scopes("openid x"), "lkr_1", "i.d"),
            R"({"access_token":"a.t","token_type":"Bearer","expires_in":900,)"
            R"("refresh_token":"lkr_1","id_token":"i.d","scope":"openid x"})");
}

TEST(TokenResponse, rfc6749_5_1_the_scope_is_always_told) {
  EXPECT_EQ(token_response("a.t", 900s, ScopeSet(), "", ""),
            R"({"access_token":"a.t","token_type":"Bearer","expires_in":900,"scope":""})");
}

}  // namespace
}  // namespace latchkey::oauth
