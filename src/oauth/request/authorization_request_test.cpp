#include "oauth/request/authorization_request.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::error_of;

const AuthorizationTarget target{"cli_1", "https://app.example.com/callback"};

// A good request with one parameter changed, added, or (empty value) left out.
Parameters changed(std::string name = {}, std::string value = {}) {
  Parameters parameters{{"response_type", "code"},
                        {"client_id", target.client_id},
                        {"redirect_uri", target.redirect_uri},
                        {"scope", "openid email"},
                        {"state", "s t&te"},
                        {"code_challenge", std::string(sample::challenge)},
                        {"code_challenge_method", "S256"}};
  std::erase_if(parameters, [&](const auto& parameter) { return parameter.first == name; });
  if (!name.empty())
    parameters.emplace_back(std::move(name), std::move(value));
  return parameters;
}
Parameters with(Parameters parameters, std::string name, std::string value) {
  parameters.emplace_back(std::move(name), std::move(value));
  return parameters;
}
auto read(const Parameters& parameters) {
  return read_authorization_request(parameters, target);
}

TEST(AuthorizationTarget, rfc6749_4_1_1_client_id_and_redirect_uri_are_required) {
  const auto settled = read_authorization_target(changed());
  ASSERT_TRUE(settled);
  EXPECT_EQ(settled->client_id, "cli_1");
  EXPECT_EQ(settled->redirect_uri, "https://app.example.com/callback");
  EXPECT_EQ(error_of(read_authorization_target(changed("client_id"))), "invalid_request");
  EXPECT_EQ(error_of(read_authorization_target(changed("redirect_uri"))), "invalid_request");
}

TEST(AuthorizationTarget, rfc6749_3_1_repeated_is_invalid_request) {
  EXPECT_EQ(error_of(read_authorization_target(with(changed(), "client_id", "cli_1"))),
            "invalid_request");
  EXPECT_EQ(error_of(read_authorization_target(with(changed(), "redirect_uri", "https://b/"))),
            "invalid_request");
}

TEST(ErrorReturn, rfc6749_4_1_2_1_state_returns_byte_exact) {
  EXPECT_EQ(read_error_return(changed()).state, "s t&te");
  EXPECT_EQ(read_error_return(changed()).response_mode, ResponseMode::query);
  EXPECT_EQ(read_error_return(changed("response_mode", "form_post")).response_mode,
            ResponseMode::form_post);
}

TEST(ErrorReturn, a_faulty_state_or_mode_is_not_used) {
  EXPECT_EQ(read_error_return(changed("state", "")).state, std::nullopt);
  EXPECT_EQ(read_error_return(with(changed(), "state", "x")).state, std::nullopt);
  EXPECT_EQ(read_error_return(changed("state", std::string(4096, 'x'))).state,
            std::string(4096, 'x'));
  EXPECT_EQ(read_error_return(changed("state", std::string(4097, 'x'))).state, std::nullopt);
  EXPECT_EQ(read_error_return(changed("response_mode", "fragment")).response_mode,
            ResponseMode::query);
  EXPECT_EQ(
      read_error_return(with(changed("response_mode", "form_post"), "response_mode", "form_post"))
          .response_mode,
      ResponseMode::query);
}

TEST(AuthorizationRequest, rfc6749_4_1_1_and_oidc_core_3_1_2_1_are_read) {
  auto parameters = changed();
  for (const auto& [name, value] : Parameters{{"response_mode", "form_post"},
                                              {"nonce", "n0nce"},
                                              {"prompt", "login consent"},
                                              {"max_age", "60"},
                                              {"id_token_hint", "a.b.c"},
                                              {"login_hint", "ada@example.com"},
                                              {"acr_values", "x y"},
                                              {"ui_locales", "de en"},
                                              {"display", "nonsense"},
                                              {"claims", R"({"userinfo":{"name":null}})"}})
    parameters.emplace_back(name, value);
  const auto request = read(parameters);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->target.client_id, "cli_1");
  EXPECT_EQ(request->target.redirect_uri, "https://app.example.com/callback");
  EXPECT_EQ(request->state, "s t&te");
  EXPECT_EQ(request->response_mode, ResponseMode::form_post);
  EXPECT_EQ(request->scope, sample::scopes("openid email"));
  EXPECT_EQ(request->nonce, "n0nce");
  EXPECT_EQ(request->code_challenge, sample::challenge);
  EXPECT_TRUE(request->has_prompt(Prompt::login));
  EXPECT_TRUE(request->has_prompt(Prompt::consent));
  EXPECT_FALSE(request->has_prompt(Prompt::none));
  EXPECT_EQ(request->max_age, std::chrono::seconds(60));
  EXPECT_EQ(request->id_token_hint, "a.b.c");
  EXPECT_EQ(request->login_hint, "ada@example.com");
  ASSERT_EQ(request->claims.userinfo.size(), 1U);
  EXPECT_EQ(request->claims.userinfo[0].name, "name");
}

TEST(AuthorizationRequest, rfc6749_3_1_what_is_left_out_is_absent) {
  const auto request = read({{"response_type", "code"}, {"scope", ""}, {"max_age", ""}});
  ASSERT_TRUE(request);
  EXPECT_EQ(request->scope, std::nullopt);
  EXPECT_EQ(request->state, std::nullopt);
  EXPECT_EQ(request->nonce, std::nullopt);
  EXPECT_EQ(request->code_challenge, std::nullopt);
  EXPECT_EQ(request->max_age, std::nullopt);
  EXPECT_TRUE(request->prompt.empty());
  EXPECT_TRUE(request->claims.empty());
  EXPECT_EQ(request->response_mode, ResponseMode::query);
}

TEST(AuthorizationRequest, rfc6749_3_1_repeated_known_parameters_are_invalid_request) {
  for (const auto* name :
       {"response_type", "scope", "state", "response_mode", "nonce", "display", "prompt", "max_age",
        "ui_locales", "claims_locales", "id_token_hint", "login_hint", "acr_values", "claims",
        "request", "request_uri", "registration", "code_challenge", "code_challenge_method"})
    EXPECT_EQ(error_of(read(with(with(changed(), name, ""), name, ""))), "invalid_request") << name;
}

TEST(AuthorizationRequest, rfc6749_3_1_unknown_parameters_are_ignored_even_repeated) {
  EXPECT_EQ(error_of(read(with(with(changed(), "foo", "1"), "foo", "2"))), "ok");
}

TEST(AuthorizationRequest, rfc6749_4_1_2_1_response_type_must_be_code) {
  EXPECT_EQ(error_of(read(changed("response_type"))), "invalid_request");
  for (const auto* type : {"token", "id_token", "code id_token", "none", "CODE", "code "})
    EXPECT_EQ(error_of(read(changed("response_type", type))), "unsupported_response_type") << type;
}

TEST(AuthorizationRequest, response_modes_not_offered_are_invalid_request) {
  EXPECT_EQ(error_of(read(changed("response_mode", "query"))), "ok");
  for (const auto* mode : {"fragment", "query.jwt", "FORM_POST", "web_message"})
    EXPECT_EQ(error_of(read(changed("response_mode", mode))), "invalid_request") << mode;
}

TEST(AuthorizationRequest, oidc_core_6_request_objects_are_answered_as_unsupported) {
  EXPECT_EQ(error_of(read(changed("request", "e30.e30."))), "request_not_supported");
  EXPECT_EQ(error_of(read(changed("request_uri", "https://a/r"))), "request_uri_not_supported");
  EXPECT_EQ(error_of(read(changed("registration", "{}"))), "registration_not_supported");
  EXPECT_EQ(error_of(read(changed("request", ""))), "ok");
}

TEST(AuthorizationRequest, oidc_core_3_1_2_1_bad_prompt_max_age_and_claims_are_invalid_request) {
  EXPECT_EQ(error_of(read(changed("prompt", "none login"))), "invalid_request");
  EXPECT_EQ(error_of(read(changed("max_age", "-1"))), "invalid_request");
  EXPECT_EQ(error_of(read(changed("claims", "{"))), "invalid_request");
}

TEST(AuthorizationRequest, rfc7636_4_3_a_missing_method_means_plain_and_is_refused) {
  EXPECT_EQ(error_of(read(changed("code_challenge_method"))), "invalid_request");
  EXPECT_EQ(error_of(read(changed("code_challenge_method", "plain"))), "invalid_request");
  EXPECT_EQ(error_of(read(changed("code_challenge_method", "s256"))), "invalid_request");
}

TEST(AuthorizationRequest, rfc7636_4_3_a_method_without_challenge_is_invalid_request) {
  EXPECT_EQ(error_of(read(changed("code_challenge"))), "invalid_request");
}

TEST(AuthorizationRequest, rfc7636_4_2_a_challenge_is_43_to_128_unreserved_characters) {
  EXPECT_EQ(error_of(read(changed("code_challenge", std::string(42, 'a')))), "invalid_request");
  EXPECT_EQ(error_of(read(changed("code_challenge", std::string(43, 'a')))), "ok");
  EXPECT_EQ(error_of(read(changed("code_challenge", std::string(128, 'a')))), "ok");
  EXPECT_EQ(error_of(read(changed("code_challenge", std::string(129, 'a')))), "invalid_request");
  EXPECT_EQ(error_of(read(changed("code_challenge", std::string(43, '=')))), "invalid_request");
}

TEST(AuthorizationRequest, rfc6749_3_3_a_malformed_scope_is_invalid_scope) {
  EXPECT_EQ(error_of(read(changed("scope", "open\"id"))), "invalid_scope");
}

TEST(AuthorizationRequest, a_state_over_4096_bytes_is_invalid_request) {
  EXPECT_EQ(error_of(read(changed("state", std::string(4096, 's')))), "ok");
  EXPECT_EQ(error_of(read(changed("state", std::string(4097, 's')))), "invalid_request");
}

TEST(AuthorizationRequest, rfc6749_5_2_descriptions_repeat_no_input) {
  for (const auto& [name, value] : Parameters{{"response_type", "canary"},
                                              {"response_mode", "canary"},
                                              {"prompt", "canary"},
                                              {"max_age", "canary"},
                                              {"code_challenge_method", "canary"},
                                              {"code_challenge", "canary"},
                                              {"scope", "canary\""},
                                              {"claims", "canary"}}) {
    const auto request = read(changed(name, value));
    ASSERT_FALSE(request) << name;
    EXPECT_FALSE(request.error().description.contains("canary")) << name;
    EXPECT_FALSE(request.error().description.contains('"')) << name;
    EXPECT_FALSE(request.error().description.contains('\\')) << name;
  }
}

}  // namespace
}  // namespace latchkey::oauth
