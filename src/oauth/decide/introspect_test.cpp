#include "oauth/decide/introspect.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using namespace std::chrono_literals;
using sample::now;
using sample::scopes;

AccessToken token() {
  return {"jti_1",
          "usr_1",
          "cli_1",
          "org_1",
          "gra_1",
          "https://api.example.com",
          scopes("openid pipelines:read pipelines:write"),
          now,
          now + 15min};
}

TEST(PresentScopes, rfc7662_2_2_roles_lost_since_are_cut) {
  const auto client = sample::confidential_client();
  const auto user = sample::user("pipelines:read");
  EXPECT_EQ(present_scopes(token(), {&client, &user, false}, sample::policy()),
            scopes("openid pipelines:read"));
}

TEST(PresentScopes, rfc7662_2_2_what_is_revoked_or_orphaned_is_dead) {
  const auto client = sample::confidential_client();
  const auto user = sample::user();
  const auto disabled = sample::disabled_user();
  EXPECT_EQ(present_scopes(token(), {&client, &user, true}, sample::policy()), std::nullopt);
  EXPECT_EQ(present_scopes(token(), {nullptr, &user, false}, sample::policy()), std::nullopt);
  EXPECT_EQ(present_scopes(token(), {&client, nullptr, false}, sample::policy()), std::nullopt);
  EXPECT_EQ(present_scopes(token(), {&client, &disabled, false}, sample::policy()), std::nullopt);
}

TEST(PresentScopes, existing_tokens_of_a_disabled_client_stay_valid) {
  auto client = sample::confidential_client();
  client.status = Status::disabled;
  const auto user = sample::user();
  EXPECT_TRUE(present_scopes(token(), {&client, &user, false}, sample::policy()));
}

TEST(MayIntrospect, rfc7662_2_1_confidential_clients_see_their_own_tokens) {
  EXPECT_TRUE(may_introspect(sample::confidential_client(), "cli_1", "org_1"));
  EXPECT_FALSE(may_introspect(sample::confidential_client(), "cli_2", "org_1"));
}

TEST(MayIntrospect, tokens_introspect_shows_the_whole_organization_and_no_other) {
  auto client = sample::confidential_client();
  client.scopes.insert("tokens:introspect");
  EXPECT_TRUE(may_introspect(client, "cli_2", "org_1"));
  EXPECT_FALSE(may_introspect(client, "cli_2", "org_2"));
}

TEST(MayIntrospect, public_and_disabled_callers_see_none) {
  auto client = sample::confidential_client();
  client.scopes.insert("tokens:introspect");
  client.status = Status::disabled;
  EXPECT_FALSE(may_introspect(client, "cli_1", "org_1"));
  client = sample::public_client();
  client.scopes.insert("tokens:introspect");
  EXPECT_FALSE(may_introspect(client, "cli_1", "org_1"));
}

TEST(IntrospectionResponse, rfc7662_2_2_of_an_access_token) {
  EXPECT_EQ(
      introspection_response(token(), scopes("openid a"), sample::user().user, sample::issuer_url),
      R"({"active":true,"scope":"openid a","client_id":"cli_1",)"
      R"("username":"ada@example.com","token_type":"Bearer","exp":1800000900,)"
      R"("iat":1800000000,"sub":"usr_1","aud":"https://api.example.com",)"
      R"("iss":"https://id.example.com","jti":"jti_1","org_id":"org_1"})");
}

TEST(IntrospectionResponse, rfc7662_2_2_of_a_refresh_token) {
  const RefreshToken refresh_token{"digest", "gra_1", now, now + 1h, std::nullopt};
  EXPECT_EQ(introspection_response(refresh_token, sample::grant(), scopes("openid"),
                                   sample::user().user, sample::issuer_url),
            R"({"active":true,"scope":"openid","client_id":"cli_1",)"
            R"("username":"ada@example.com","exp":1800003600,"iat":1800000000,"sub":"usr_1",)"
            R"("iss":"https://id.example.com","org_id":"org_1"})");
}

}  // namespace
}  // namespace latchkey::oauth
