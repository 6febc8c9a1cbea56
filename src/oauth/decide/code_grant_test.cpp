#include "oauth/decide/code_grant.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using namespace std::chrono_literals;
using sample::error_of;
using sample::now;

class CodeGrant : public testing::Test {
 protected:
  CodeGrant() {
    code.grant_id = "gra_1";
    code.client_id = "cli_1";
    code.redirect_uri = "https://app.example.com/callback";
    code.code_challenge = std::string(sample::challenge);
    code.nonce = "n0nce";
    code.expires_at = now + 30s;
    request = {Secret(std::string_view("lkc_x")), "https://app.example.com/callback",
               Secret(sample::verifier)};
  }
  [[nodiscard]] auto decide() const {
    return decide_code_grant(
        request, client,
        {has_code ? &code : nullptr, has_grant ? &grant : nullptr, has_user ? &user : nullptr},
        sample::policy(), settings, "jti_1", now);
  }
  [[nodiscard]] std::string outcome() const { return error_of(decide()); }
  [[nodiscard]] bool revokes() const {
    const auto issue = decide();
    return !issue && issue.error().revokes_grant;
  }
  // Refused without harm to the grant.
  void expect_invalid_grant() const {
    EXPECT_EQ(outcome(), "invalid_grant");
    EXPECT_FALSE(revokes());
  }

  Client client = sample::confidential_client();
  AuthorizationCode code;
  Grant grant = sample::grant();
  Authority user = sample::user("pipelines:read");
  Settings settings;
  CodeTokenRequest request;
  bool has_code = true;
  bool has_grant = true;
  bool has_user = true;
};

TEST_F(CodeGrant, rfc6749_4_1_4_issues_an_access_token_cut_to_the_users_roles) {
  const auto issue = decide();
  ASSERT_TRUE(issue);
  EXPECT_EQ(issue->access_token.jti, "jti_1");
  EXPECT_EQ(issue->access_token.sub, "usr_1");
  EXPECT_EQ(issue->access_token.client_id, "cli_1");
  EXPECT_EQ(issue->access_token.org_id, "org_1");
  EXPECT_EQ(issue->access_token.grant_id, "gra_1");
  EXPECT_EQ(issue->access_token.scopes, sample::scopes("openid pipelines:read"));
  EXPECT_EQ(issue->access_token.auth_time, now - 5min);
  EXPECT_EQ(issue->access_token.issued_at, now);
  EXPECT_EQ(issue->access_token.expires_at, now + 15min);
  EXPECT_TRUE(issue->with_refresh_token);
}

TEST_F(CodeGrant, oidc_core_3_1_3_3_issues_an_id_token_with_openid) {
  const auto issue = decide();
  ASSERT_TRUE(issue && issue->id_token);
  EXPECT_EQ(issue->id_token->sub, "usr_1");
  EXPECT_EQ(issue->id_token->client_id, "cli_1");
  EXPECT_EQ(issue->id_token->session_id, "ses_1");
  EXPECT_EQ(issue->id_token->nonce, "n0nce");
  EXPECT_EQ(issue->id_token->auth_time, now - 5min);
  EXPECT_EQ(issue->id_token->issued_at, now);
  EXPECT_EQ(issue->id_token->expires_at, now + 1h);
  EXPECT_EQ(issue->id_token->extra, (json::object{{"email", "ada@example.com"}}));
}

TEST_F(CodeGrant, oidc_core_3_1_2_1_without_openid_there_is_no_id_token) {
  grant.scopes = sample::scopes("pipelines:read");
  const auto issue = decide();
  ASSERT_TRUE(issue);
  EXPECT_FALSE(issue->id_token);
}

TEST_F(CodeGrant, a_client_without_refresh_token_gets_none) {
  client.grant_types = {GrantType::authorization_code};
  grant.expires_at = now + 1min;
  const auto issue = decide();
  ASSERT_TRUE(issue);
  EXPECT_FALSE(issue->with_refresh_token);
  EXPECT_EQ(issue->access_token.expires_at, now + 15min);
}

TEST_F(CodeGrant, with_a_refresh_token_no_access_token_outlives_the_grant) {
  grant.expires_at = now + 1min;
  EXPECT_EQ(decide()->access_token.expires_at, now + 1min);
}

TEST_F(CodeGrant, lifetimes_are_those_of_the_settings) {
  settings.access_token_lifetime = 5min;
  settings.id_token_lifetime = 7min;
  EXPECT_EQ(decide()->access_token.expires_at, now + 5min);
  EXPECT_EQ(decide()->id_token->expires_at, now + 7min);
}

TEST_F(CodeGrant, scopes_taken_from_the_client_since_are_not_issued) {
  client.scopes = sample::scopes("openid");
  EXPECT_EQ(decide()->access_token.scopes, sample::scopes("openid"));
}

TEST_F(CodeGrant, rfc6749_5_2_an_unknown_code_is_invalid_grant) {
  has_code = false;
  expect_invalid_grant();
}

TEST_F(CodeGrant, rfc6749_5_2_another_clients_code_is_invalid_grant_and_revokes_nothing) {
  code.client_id = "cli_2";
  expect_invalid_grant();
  code.redeemed_at = now - 1s;
  expect_invalid_grant();
}

TEST_F(CodeGrant, rfc6749_4_1_2_a_redeemed_code_revokes_its_grant) {
  code.redeemed_at = now - 30s;
  EXPECT_EQ(outcome(), "invalid_grant");
  EXPECT_TRUE(revokes());
  code.expires_at = now - 1s;
  EXPECT_TRUE(revokes());
}

TEST_F(CodeGrant, rfc6749_4_1_2_an_expired_code_is_invalid_grant) {
  code.expires_at = now + 1us;
  EXPECT_EQ(outcome(), "ok");
  code.expires_at = now;
  expect_invalid_grant();
}

TEST_F(CodeGrant, rfc6749_4_1_3_another_redirect_uri_is_invalid_grant) {
  for (const auto* uri :
       {"https://app.example.com/other", "https://app.example.com/callback/", ""}) {
    request.redirect_uri = uri;
    expect_invalid_grant();
  }
}

TEST_F(CodeGrant, rfc7636_4_6_verifier_missing_or_wrong_is_invalid_grant) {
  request.code_verifier = std::nullopt;
  expect_invalid_grant();
  request.code_verifier = Secret(std::string(43, 'a'));
  expect_invalid_grant();
}

TEST_F(CodeGrant, rfc9700_2_1_1_a_verifier_without_challenge_is_invalid_grant) {
  code.code_challenge = std::nullopt;
  expect_invalid_grant();
  request.code_verifier = std::nullopt;
  EXPECT_EQ(outcome(), "ok");
}

TEST_F(CodeGrant, a_grant_that_is_gone_revoked_or_over_is_invalid_grant) {
  has_grant = false;
  expect_invalid_grant();
  has_grant = true;
  grant.revoked_at = now;
  expect_invalid_grant();
  grant.revoked_at = std::nullopt;
  grant.expires_at = now;
  expect_invalid_grant();
}

TEST_F(CodeGrant, a_deleted_or_disabled_user_is_invalid_grant) {
  has_user = false;
  expect_invalid_grant();
  has_user = true;
  user = sample::disabled_user();
  expect_invalid_grant();
}

TEST_F(CodeGrant, rfc6749_5_2_a_client_without_the_grant_type_is_unauthorized_client) {
  client.grant_types = {GrantType::client_credentials};
  EXPECT_EQ(outcome(), "unauthorized_client");
  EXPECT_FALSE(revokes());
}

TEST_F(CodeGrant, a_disabled_client_gets_no_new_tokens) {
  client.status = Status::disabled;
  EXPECT_EQ(outcome(), "unauthorized_client");
  EXPECT_EQ(decide().error().error.description, "The client is disabled.");
  code.redeemed_at = now;
  EXPECT_FALSE(revokes());
}

TEST_F(CodeGrant, rfc8707_2_2_the_token_is_for_the_resource_and_the_id_token_as_it_would_be) {
  grant.resources = {"https://api.example.com/plant"};
  const auto issue = decide();
  ASSERT_TRUE(issue);
  EXPECT_EQ(issue->access_token.audience, "plant-api");
  EXPECT_EQ(issue->access_token.scopes, sample::scopes("pipelines:read"));
  EXPECT_TRUE(issue->id_token);
  request.resource = "https://lab.example.com";
  EXPECT_EQ(outcome(), "invalid_target");
  EXPECT_FALSE(revokes());
  grant.resources.clear();
  ASSERT_TRUE(decide());
  EXPECT_EQ(decide()->access_token.audience, "https://lab.example.com");
  request.resource.reset();
  EXPECT_EQ(decide()->access_token.audience, "");
}

}  // namespace
}  // namespace latchkey::oauth
