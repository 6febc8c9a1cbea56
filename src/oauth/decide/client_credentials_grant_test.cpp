#include "oauth/decide/client_credentials_grant.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using namespace std::chrono_literals;
using sample::error_of;
using sample::now;
using sample::scopes;

class ClientCredentialsGrant : public testing::Test {
 protected:
  [[nodiscard]] auto decide() const {
    return decide_client_credentials_grant(request, client, has_user ? &acting_user : nullptr,
                                           sample::policy(rbac_enabled), settings, "jti_1", now);
  }
  [[nodiscard]] std::string outcome() const {
    const auto issue = decide();
    return issue ? issue->access_token.scopes.to_string() : error_of(issue);
  }

  Client client = sample::service_client();
  Authority acting_user = sample::user("pipelines:read");
  Settings settings;
  ClientCredentialsTokenRequest request;
  bool has_user = true;
  bool rbac_enabled = true;
};

TEST_F(ClientCredentialsGrant, rfc6749_4_4_3_the_token_is_of_the_acting_user_and_the_client) {
  const auto issue = decide();
  ASSERT_TRUE(issue);
  EXPECT_EQ(issue->access_token.jti, "jti_1");
  EXPECT_EQ(issue->access_token.sub, "usr_1");
  EXPECT_EQ(issue->access_token.client_id, "cli_1");
  EXPECT_EQ(issue->access_token.org_id, "org_1");
  EXPECT_EQ(issue->access_token.grant_id, "");
  EXPECT_EQ(issue->access_token.auth_time, std::nullopt);
  EXPECT_EQ(issue->access_token.issued_at, now);
  EXPECT_EQ(issue->access_token.expires_at, now + 15min);
}

TEST_F(ClientCredentialsGrant, rfc6749_4_4_3_there_is_no_refresh_token_and_no_id_token) {
  const auto issue = decide();
  ASSERT_TRUE(issue);
  EXPECT_FALSE(issue->with_refresh_token);
  EXPECT_FALSE(issue->id_token);
}

TEST_F(ClientCredentialsGrant, nothing_asked_means_the_clients_scopes_without_oidc_ones) {
  EXPECT_EQ(outcome(), "pipelines:read custom");
  request.scope = ScopeSet();
  EXPECT_EQ(outcome(), "pipelines:read custom");
}

TEST_F(ClientCredentialsGrant, scopes_are_cut_to_the_acting_users_permissions) {
  request.scope = scopes("pipelines:read pipelines:write");
  EXPECT_EQ(outcome(), "pipelines:read");
  rbac_enabled = false;
  EXPECT_EQ(outcome(), "pipelines:read pipelines:write");
}

TEST_F(ClientCredentialsGrant, openid_is_invalid_scope) {
  request.scope = scopes("openid custom");
  EXPECT_EQ(outcome(), "invalid_scope");
}

TEST_F(ClientCredentialsGrant, rfc6749_3_3_a_scope_outside_the_clients_list_is_invalid_scope) {
  request.scope = scopes("custom models:read");
  EXPECT_EQ(outcome(), "invalid_scope");
}

TEST_F(ClientCredentialsGrant, rfc6749_3_3_nothing_left_is_invalid_scope) {
  request.scope = scopes("pipelines:write");
  EXPECT_EQ(outcome(), "invalid_scope");
  request.scope = std::nullopt;
  client.scopes = scopes("pipelines:write");
  EXPECT_EQ(outcome(), "invalid_scope");
  client.scopes = scopes("openid profile");
  EXPECT_EQ(outcome(), "invalid_scope");
}

TEST_F(ClientCredentialsGrant, a_client_without_scopes_gets_a_token_without_scopes) {
  client.scopes = ScopeSet();
  EXPECT_EQ(outcome(), "");
}

TEST_F(ClientCredentialsGrant, an_acting_user_deleted_disabled_or_foreign_is_invalid_grant) {
  has_user = false;
  EXPECT_EQ(outcome(), "invalid_grant");
  EXPECT_EQ(decide().error().detail, "acting user usr_1 is deleted");
  has_user = true;
  acting_user = sample::disabled_user();
  EXPECT_EQ(outcome(), "invalid_grant");
  EXPECT_EQ(decide().error().detail, "acting user usr_1 is disabled");
  acting_user = sample::user();
  acting_user.user.org_id = "org_2";
  EXPECT_EQ(outcome(), "invalid_grant");
  EXPECT_EQ(decide().error().description, "The user that the client acts as is not available.");
}

TEST_F(ClientCredentialsGrant, rfc6749_5_2_a_client_without_the_grant_is_unauthorized_client) {
  client.grant_types = {GrantType::authorization_code};
  EXPECT_EQ(outcome(), "unauthorized_client");
}

TEST_F(ClientCredentialsGrant, a_disabled_client_gets_no_new_tokens) {
  client.status = Status::disabled;
  EXPECT_EQ(outcome(), "unauthorized_client");
  EXPECT_EQ(decide().error().description, "The client is disabled.");
}

TEST_F(ClientCredentialsGrant, rfc8707_2_2_the_token_is_narrowed_to_the_resource) {
  request.resource = "https://api.example.com/plant";
  EXPECT_EQ(outcome(), "pipelines:read custom");
  EXPECT_EQ(decide()->access_token.audience, "plant-api");
  request.scope = scopes("pipelines:write");
  EXPECT_EQ(outcome(), "invalid_scope");
  request.scope.reset();
  request.resource = "https://lab.example.com";
  EXPECT_EQ(outcome(), "");
  EXPECT_EQ(decide()->access_token.audience, "https://lab.example.com");
  request.resource = "https://other.example.com";
  EXPECT_EQ(outcome(), "invalid_target");
}

}  // namespace
}  // namespace latchkey::oauth
