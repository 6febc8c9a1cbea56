#include "oauth/decide/authorize.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using namespace std::chrono_literals;
using sample::error_of;
using sample::now;
using sample::scopes;

// A signed-in user with a remembered consent; tests change what they are about.
class DecideAuthorization : public testing::Test {
 protected:
  DecideAuthorization() {
    request.target = {"cli_1", "https://app.example.com/callback"};
    request.scope = scopes("openid pipelines:read");
    request.code_challenge = std::string(sample::challenge);
    consent.scopes = scopes("openid pipelines:read");
  }
  [[nodiscard]] auto decide() const {
    const AuthorizationState state{client,
                                   is_signed_in ? &session : nullptr,
                                   is_signed_in ? &user : nullptr,
                                   has_consent ? &consent : nullptr,
                                   interaction_started_at,
                                   keys.set,
                                   sample::issuer_url,
                                   sample::policy(rbac_enabled)};
    return decide_authorization(request, state, now);
  }
  // One word for what was decided.
  [[nodiscard]] std::string outcome() const {
    const auto decision = decide();
    if (!decision)
      return error_of(decision);
    if (std::holds_alternative<AskToSignIn>(*decision))
      return "sign in";
    return std::holds_alternative<AskForConsent>(*decision) ? "consent" : "grant";
  }
  // As after a sign-in on the page that this request led to.
  void sign_in_again() {
    interaction_started_at = now - 1min;
    session.auth_time = now - 30s;
  }
  void require_acr(std::vector<std::string> values, bool is_essential = true) {
    request.claims.id_token.push_back({"acr", is_essential, std::move(values)});
  }
  [[nodiscard]] std::string hint_for(std::string_view sub) const {
    return keys.sign("JWT", R"({"iss":"https://id.example.com","aud":"cli_1","sub":")" +
                                std::string(sub) + R"("})");
  }

  sample::Keys keys;
  Client client = sample::confidential_client();
  Session session = sample::session();
  Authority user = sample::user("pipelines:read");
  Consent consent;
  AuthorizationRequest request;
  std::optional<Time> interaction_started_at;
  bool is_signed_in = true;
  bool has_consent = true;
  bool rbac_enabled = true;
};

TEST_F(DecideAuthorization, oidc_core_3_1_2_5_what_was_consented_to_is_granted) {
  const auto decision = decide();
  ASSERT_TRUE(decision);
  EXPECT_EQ(std::get<Grantable>(*decision).scopes, scopes("openid pipelines:read"));
}

TEST_F(DecideAuthorization, rfc6749_3_3_a_scope_outside_the_clients_list_is_invalid_scope) {
  request.scope = scopes("openid models:read");
  EXPECT_EQ(outcome(), "invalid_scope");
}

TEST_F(DecideAuthorization, rfc6749_3_3_a_client_without_scopes_cannot_ask) {
  request.scope = std::nullopt;
  client.scopes = ScopeSet();
  EXPECT_EQ(outcome(), "invalid_scope");
}

TEST_F(DecideAuthorization, rfc7636_4_4_1_pkce_missing_is_invalid_request_before_any_sign_in) {
  request.code_challenge = std::nullopt;
  is_signed_in = false;
  EXPECT_EQ(outcome(), "invalid_request");
  request.prompt = {Prompt::none};
  EXPECT_EQ(outcome(), "invalid_request");
}

TEST_F(DecideAuthorization, the_scope_is_settled_before_pkce) {
  request.code_challenge = std::nullopt;
  request.scope = scopes("models:read");
  EXPECT_EQ(outcome(), "invalid_scope");
}

TEST_F(DecideAuthorization, oidc_unmet_authentication_requirements_1_0_an_essential_other_acr) {
  is_signed_in = false;
  require_acr({"urn:mfa"});
  EXPECT_EQ(outcome(), "unmet_authentication_requirements");
}

TEST_F(DecideAuthorization, oidc_core_5_5_1_1_an_acr_that_can_be_met_or_is_voluntary_is_fine) {
  require_acr({"urn:mfa", std::string(password_acr)});
  require_acr({});
  require_acr({"urn:mfa"}, false);
  EXPECT_EQ(outcome(), "grant");
}

TEST_F(DecideAuthorization, oidc_core_3_1_2_3_nobody_signed_in_asks_to_sign_in) {
  is_signed_in = false;
  request.login_hint = "ada@example.com";
  const auto decision = decide();
  ASSERT_TRUE(decision);
  EXPECT_EQ(std::get<AskToSignIn>(*decision).login_hint, "ada@example.com");
  interaction_started_at = now - 1min;
  EXPECT_EQ(outcome(), "sign in");
}

TEST_F(DecideAuthorization, a_disabled_user_counts_as_not_signed_in) {
  user.user.status = Status::disabled;
  EXPECT_EQ(outcome(), "sign in");
  request.prompt = {Prompt::none};
  EXPECT_EQ(outcome(), "login_required");
}

TEST_F(DecideAuthorization, oidc_core_3_1_2_6_prompt_none_without_session_is_login_required) {
  is_signed_in = false;
  request.prompt = {Prompt::none};
  EXPECT_EQ(outcome(), "login_required");
}

TEST_F(DecideAuthorization, oidc_core_3_1_2_1_prompt_none_with_consent_is_granted) {
  request.prompt = {Prompt::none};
  EXPECT_EQ(outcome(), "grant");
}

TEST_F(DecideAuthorization, oidc_core_3_1_2_1_prompt_login_asks_again_once) {
  for (const auto prompt : {Prompt::login, Prompt::select_account}) {
    request.prompt = {prompt};
    session.auth_time = now - 5min;
    interaction_started_at = std::nullopt;
    EXPECT_EQ(outcome(), "sign in");
    interaction_started_at = now - 1min;
    EXPECT_EQ(outcome(), "sign in");
    sign_in_again();
    EXPECT_EQ(outcome(), "grant");
  }
}

TEST_F(DecideAuthorization, oidc_core_3_1_2_1_max_age_asks_again_when_exceeded) {
  request.max_age = 301s;
  EXPECT_EQ(outcome(), "grant");
  request.max_age = 300s;
  EXPECT_EQ(outcome(), "grant");
  request.max_age = 299s;
  EXPECT_EQ(outcome(), "sign in");
  request.max_age = 9'999'999'999s;
  EXPECT_EQ(outcome(), "grant");
}

TEST_F(DecideAuthorization, oidc_core_3_1_2_1_max_age_is_satisfied_by_signing_in_again) {
  request.max_age = 1s;
  sign_in_again();
  EXPECT_EQ(outcome(), "grant");
}

TEST_F(DecideAuthorization, oidc_core_3_1_2_6_max_age_with_prompt_none_is_login_required) {
  request.max_age = 0s;
  request.prompt = {Prompt::none};
  EXPECT_EQ(outcome(), "login_required");
}

TEST_F(DecideAuthorization, oidc_core_3_1_2_1_an_id_token_hint_for_the_user_is_fine) {
  request.id_token_hint = hint_for("usr_1");
  request.prompt = {Prompt::none};
  EXPECT_EQ(outcome(), "grant");
}

TEST_F(DecideAuthorization, oidc_core_3_1_2_1_a_hint_for_another_user_never_yields_a_code) {
  request.id_token_hint = hint_for("usr_2");
  EXPECT_EQ(outcome(), "sign in");
  request.prompt = {Prompt::none};
  EXPECT_EQ(outcome(), "login_required");
  request.prompt = {};
  sign_in_again();
  EXPECT_EQ(outcome(), "login_required");
}

TEST_F(DecideAuthorization, an_id_token_hint_that_is_not_genuine_is_invalid_request) {
  for (const auto& hint : {std::string("x"), sample::Keys().sign("JWT", "{}")}) {
    request.id_token_hint = hint;
    EXPECT_EQ(outcome(), "invalid_request");
  }
  is_signed_in = false;
  EXPECT_EQ(outcome(), "invalid_request");
}

TEST_F(DecideAuthorization, oidc_core_5_5_1_a_requested_sub_must_be_the_users) {
  for (auto* section : {&request.claims.id_token, &request.claims.userinfo}) {
    section->push_back({"sub", false, {"usr_2", "usr_1"}});
    EXPECT_EQ(outcome(), "grant");
    section->back().values = {"usr_2"};
    EXPECT_EQ(outcome(), "sign in");
    section->clear();
  }
  request.claims.id_token = {{"sub", true, {}}};
  EXPECT_EQ(outcome(), "grant");
}

TEST_F(DecideAuthorization, a_hint_and_a_requested_sub_must_both_hold) {
  request.id_token_hint = hint_for("usr_1");
  request.claims.id_token = {{"sub", true, {"usr_2"}}};
  EXPECT_EQ(outcome(), "sign in");
}

TEST_F(DecideAuthorization, a_user_of_another_organization_is_denied) {
  user.user.org_id = "org_2";
  EXPECT_EQ(outcome(), "access_denied");
  has_consent = false;
  request.prompt = {Prompt::none};
  EXPECT_EQ(outcome(), "access_denied");
}

TEST_F(DecideAuthorization, oidc_core_3_1_2_4_without_consent_it_is_asked_for) {
  has_consent = false;
  const auto decision = decide();
  ASSERT_TRUE(decision);
  EXPECT_EQ(std::get<AskForConsent>(*decision).scopes, scopes("openid pipelines:read"));
  EXPECT_EQ(std::get<AskForConsent>(*decision).unavailable, ScopeSet());
}

TEST_F(DecideAuthorization, oidc_core_3_1_2_6_prompt_none_without_consent_is_consent_required) {
  has_consent = false;
  request.prompt = {Prompt::none};
  EXPECT_EQ(outcome(), "consent_required");
}

TEST_F(DecideAuthorization, consent_is_asked_again_when_more_is_requested) {
  request.scope = scopes("openid pipelines:read email");
  EXPECT_EQ(outcome(), "consent");
  consent.scopes = scopes("email openid pipelines:read custom");
  EXPECT_EQ(outcome(), "grant");
}

TEST_F(DecideAuthorization, less_than_was_remembered_passes_and_grants_only_that) {
  request.scope = scopes("openid");
  const auto decision = decide();
  ASSERT_TRUE(decision);
  EXPECT_EQ(std::get<Grantable>(*decision).scopes, scopes("openid"));
}

TEST_F(DecideAuthorization, oidc_core_3_1_2_1_prompt_consent_asks_again) {
  request.prompt = {Prompt::consent};
  EXPECT_EQ(outcome(), "consent");
}

TEST_F(DecideAuthorization, rfc8252_8_6_native_public_clients_are_always_asked_about) {
  client = sample::public_client();
  EXPECT_EQ(outcome(), "grant");
  for (const auto* uri :
       {"http://localhost:3000/cb", "http://127.0.0.1:1/cb", "com.example.app:/cb"}) {
    request.target.redirect_uri = uri;
    request.prompt = {};
    EXPECT_EQ(outcome(), "consent") << uri;
    request.prompt = {Prompt::none};
    EXPECT_EQ(outcome(), "consent_required") << uri;
  }
  client = sample::confidential_client();
  request.target.redirect_uri = "http://localhost:3000/cb";
  EXPECT_EQ(outcome(), "grant");
}

TEST_F(DecideAuthorization, scopes_beyond_the_users_roles_are_shown_as_unavailable) {
  request.scope = scopes("openid pipelines:write custom");
  const auto decision = decide();
  ASSERT_TRUE(decision);
  EXPECT_EQ(std::get<AskForConsent>(*decision).scopes, scopes("openid pipelines:write custom"));
  EXPECT_EQ(std::get<AskForConsent>(*decision).unavailable, scopes("pipelines:write"));
}

TEST_F(DecideAuthorization, unavailable_scopes_need_no_consent_and_are_not_granted) {
  request.scope = scopes("openid pipelines:write");
  const auto decision = decide();
  ASSERT_TRUE(decision);
  EXPECT_EQ(std::get<Grantable>(*decision).scopes, scopes("openid"));
}

TEST_F(DecideAuthorization, a_request_of_nothing_available_is_never_granted_silently) {
  request.scope = scopes("pipelines:write");
  EXPECT_EQ(outcome(), "consent");
}

TEST_F(DecideAuthorization, while_rbac_is_off_nothing_is_unavailable) {
  rbac_enabled = false;
  request.scope = scopes("pipelines:write");
  const auto decision = decide();
  ASSERT_TRUE(decision);
  EXPECT_EQ(std::get<AskForConsent>(*decision).unavailable, ScopeSet());
}

TEST_F(DecideAuthorization, oidc_core_5_5_claims_one_by_one_need_consent_of_their_own) {
  request.claims.userinfo = {{"name", true, {}}};
  EXPECT_EQ(outcome(), "consent");
  consent.claims.userinfo = {"name"};
  EXPECT_EQ(outcome(), "grant");
  request.claims.id_token = {{"name", false, {}}};
  EXPECT_EQ(outcome(), "consent");
  consent.claims.id_token = {"name"};
  EXPECT_EQ(outcome(), "grant");
}

TEST_F(DecideAuthorization, oidc_core_5_4_claims_of_consented_scopes_need_no_more) {
  request.claims.userinfo = {{"name", true, {}}};
  consent.scopes = scopes("openid pipelines:read profile");
  EXPECT_EQ(outcome(), "grant");
}

TEST_F(DecideAuthorization, oidc_core_5_5_unknown_claims_are_ignored) {
  request.claims.userinfo = {{"shoe_size", true, {}}, {"sub", false, {}}};
  EXPECT_EQ(outcome(), "grant");
}

TEST(RequestedClaims, oidc_core_5_5_known_names_once_each) {
  ClaimsRequest claims;
  claims.userinfo = {{"email", false, {}}, {"x", true, {}}, {"name", true, {}}, {"name", true, {}}};
  claims.id_token = {{"sub", false, {}}, {"acr", true, {}}, {"given_name", false, {}}};
  const auto names = requested_claims(claims);
  EXPECT_EQ(names.userinfo, (std::vector<std::string>{"name", "email"}));
  EXPECT_EQ(names.id_token, (std::vector<std::string>{"given_name"}));
}

TEST_F(DecideAuthorization, rfc8707_2_1_what_is_granted_is_narrowed_to_the_resources) {
  request.scope = scopes("openid pipelines:read pipelines:write");
  request.resources = {"https://api.example.com/plant"};
  const auto decision = decide();
  ASSERT_TRUE(decision);
  EXPECT_EQ(std::get<Grantable>(*decision).scopes, scopes("openid pipelines:read"));
  request.resources = {"https://other.example.com"};
  EXPECT_EQ(outcome(), "invalid_target");
  request.resources = {"https://lab.example.com"};
  request.scope = scopes("pipelines:read");
  EXPECT_EQ(outcome(), "invalid_scope");
}

}  // namespace
}  // namespace latchkey::oauth
