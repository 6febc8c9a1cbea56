#include "oauth/decide/refresh_grant.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using namespace std::chrono_literals;
using sample::error_of;
using sample::now;

class RefreshGrant : public testing::Test {
 protected:
  RefreshGrant() {
    token = {"digest", "gra_1", now - 1h, now + 1h, std::nullopt};
    successor = {"digest2", "gra_1", now - 5s, now + 1h, std::nullopt};
  }
  [[nodiscard]] auto decide() const {
    const RefreshGrantState state{has_token ? &token : nullptr,
                                  has_successor ? &successor : nullptr,
                                  has_grant ? &grant : nullptr, has_user ? &user : nullptr};
    return decide_refresh_grant(request, client, state, sample::policy(), settings, "jti_1", now);
  }
  [[nodiscard]] std::string outcome() const {
    const auto issue = decide();
    return error_of(issue) + (!issue && issue.error().revokes_grant ? ", revokes" : "");
  }
  void rotate_before(Duration ago) {
    token.rotated_at = now - ago;
    has_successor = true;
  }

  Client client = sample::confidential_client();
  RefreshToken token;
  RefreshToken successor;
  Grant grant = sample::grant();
  Authority user = sample::user("pipelines:read");
  Settings settings;
  RefreshTokenRequest request{Secret(std::string_view("lkr_x")), std::nullopt};
  bool has_token = true;
  bool has_successor = false;
  bool has_grant = true;
  bool has_user = true;
};

TEST_F(RefreshGrant, rfc6749_6_issues_fresh_tokens) {
  const auto issue = decide();
  ASSERT_TRUE(issue);
  EXPECT_EQ(issue->access_token.jti, "jti_1");
  EXPECT_EQ(issue->access_token.sub, "usr_1");
  EXPECT_EQ(issue->access_token.client_id, "cli_1");
  EXPECT_EQ(issue->access_token.org_id, "org_1");
  EXPECT_EQ(issue->access_token.grant_id, "gra_1");
  EXPECT_EQ(issue->access_token.scopes, sample::scopes("openid pipelines:read"));
  EXPECT_EQ(issue->access_token.issued_at, now);
  EXPECT_EQ(issue->access_token.expires_at, now + 15min);
  EXPECT_TRUE(issue->with_refresh_token);
}

TEST_F(RefreshGrant, oidc_core_12_2_the_id_token_keeps_auth_time_and_has_no_nonce) {
  const auto issue = decide();
  ASSERT_TRUE(issue && issue->id_token);
  EXPECT_EQ(issue->id_token->auth_time, now - 5min);
  EXPECT_EQ(issue->id_token->issued_at, now);
  EXPECT_EQ(issue->id_token->nonce, std::nullopt);
}

TEST_F(RefreshGrant, rfc6749_6_the_scope_may_be_narrowed) {
  request.scope = sample::scopes("pipelines:read");
  const auto issue = decide();
  ASSERT_TRUE(issue);
  EXPECT_EQ(issue->access_token.scopes, sample::scopes("pipelines:read"));
  EXPECT_FALSE(issue->id_token);
}

TEST_F(RefreshGrant, rfc6749_6_the_scope_is_never_widened) {
  request.scope = sample::scopes("openid email");
  EXPECT_EQ(outcome(), "invalid_scope");
}

TEST_F(RefreshGrant, roles_gained_since_give_back_what_was_consented_to_and_no_more) {
  user.permissions = sample::scopes("pipelines:read pipelines:write models:read");
  EXPECT_EQ(decide()->access_token.scopes, grant.scopes);
}

TEST_F(RefreshGrant, no_access_token_outlives_the_grant) {
  grant.expires_at = now + 1min;
  EXPECT_EQ(decide()->access_token.expires_at, now + 1min);
}

TEST_F(RefreshGrant, rfc6749_5_2_an_unknown_token_is_invalid_grant) {
  has_token = false;
  EXPECT_EQ(outcome(), "invalid_grant");
}

TEST_F(RefreshGrant, rfc6749_10_4_another_clients_token_is_invalid_grant_and_revokes_nothing) {
  grant.client_id = "cli_2";
  EXPECT_EQ(outcome(), "invalid_grant");
  rotate_before(1h);
  EXPECT_EQ(outcome(), "invalid_grant");
}

TEST_F(RefreshGrant, rfc9700_4_14_2_reuse_of_a_rotated_token_revokes_the_grant) {
  rotate_before(11s);
  EXPECT_EQ(outcome(), "invalid_grant, revokes");
  token.expires_at = now - 1s;
  EXPECT_EQ(outcome(), "invalid_grant, revokes");
}

TEST_F(RefreshGrant, a_repetition_within_10_seconds_is_answered_again) {
  rotate_before(10s);
  EXPECT_EQ(outcome(), "ok");
  rotate_before(10s + 1us);
  EXPECT_EQ(outcome(), "invalid_grant, revokes");
}

TEST_F(RefreshGrant, a_repetition_after_the_successor_was_used_is_reuse) {
  rotate_before(1s);
  successor.rotated_at = now;
  EXPECT_EQ(outcome(), "invalid_grant, revokes");
}

TEST_F(RefreshGrant, a_repetition_without_successor_is_reuse) {
  rotate_before(1s);
  has_successor = false;
  EXPECT_EQ(outcome(), "invalid_grant, revokes");
}

TEST_F(RefreshGrant, an_expired_token_is_invalid_grant) {
  token.expires_at = now + 1us;
  EXPECT_EQ(outcome(), "ok");
  token.expires_at = now;
  EXPECT_EQ(outcome(), "invalid_grant");
}

TEST_F(RefreshGrant, a_grant_that_is_gone_revoked_or_over_is_invalid_grant) {
  has_grant = false;
  EXPECT_EQ(outcome(), "invalid_grant");
  has_grant = true;
  grant.revoked_at = now;
  EXPECT_EQ(outcome(), "invalid_grant");
  grant.revoked_at = std::nullopt;
  grant.expires_at = now;
  EXPECT_EQ(outcome(), "invalid_grant");
}

TEST_F(RefreshGrant, a_deleted_or_disabled_user_is_invalid_grant) {
  has_user = false;
  EXPECT_EQ(outcome(), "invalid_grant");
  has_user = true;
  user = sample::disabled_user();
  EXPECT_EQ(outcome(), "invalid_grant");
}

TEST_F(RefreshGrant, a_client_disabled_or_without_the_grant_type_is_unauthorized_client) {
  client.status = Status::disabled;
  EXPECT_EQ(outcome(), "unauthorized_client");
  client.status = Status::active;
  client.grant_types = {GrantType::authorization_code};
  EXPECT_EQ(outcome(), "unauthorized_client");
}

TEST(DeriveSuccessor, keeps_the_prefix_and_derives_the_rest_from_key_and_token) {
  const Secret token("lkr_" + std::string(43, 'a'));
  const auto successor = derive_successor(token, "key");
  EXPECT_EQ(successor.reveal().size(), token.reveal().size());
  EXPECT_TRUE(successor.reveal().starts_with("lkr_"));
  EXPECT_EQ(derive_successor(token, "key").reveal(), successor.reveal());
  EXPECT_NE(derive_successor(token, "other").reveal(), successor.reveal());
  EXPECT_NE(derive_successor(successor, "key").reveal(), successor.reveal());
}

TEST(DeriveSuccessor, rfc2104_is_the_hmac_of_the_whole_token) {
  // Computed apart: base64url(HMAC-SHA-256("key", "lkr_" + 43 times "a")).
  EXPECT_EQ(derive_successor(Secret("lkr_" + std::string(43, 'a')), "key").reveal(),
            "lkr_uDBK8IYjjFm6WHYpgBzIzwmGuITRyxIo97UwDckt-wI");
}

TEST(DeriveSuccessor, takes_texts_of_any_length) {
  EXPECT_EQ(derive_successor(Secret(), "key").reveal().size(), 43U);
  EXPECT_EQ(derive_successor(Secret(std::string_view("short")), "key").reveal().size(), 43U);
}

TEST_F(RefreshGrant, rfc8707_2_2_each_refresh_is_for_one_of_the_granted_resources) {
  grant.resources = {"https://api.example.com/plant", "https://lab.example.com"};
  EXPECT_EQ(outcome(), "invalid_target");
  request.resource = "https://lab.example.com";
  ASSERT_TRUE(decide());
  EXPECT_EQ(decide()->access_token.audience, "https://lab.example.com");
  EXPECT_TRUE(decide()->access_token.scopes.empty());
  request.resource = "https://api.example.com/plant";
  EXPECT_EQ(decide()->access_token.audience, "plant-api");
  EXPECT_EQ(decide()->access_token.scopes, sample::scopes("pipelines:read"));
  grant.resources = {"https://lab.example.com"};
  EXPECT_EQ(outcome(), "invalid_target");
}

}  // namespace
}  // namespace latchkey::oauth
