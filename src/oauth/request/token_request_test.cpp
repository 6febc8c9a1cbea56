#include "oauth/request/token_request.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::description_of;
using sample::error_of;

const Parameters code_body{{"grant_type", "authorization_code"},
                           {"code", "lkc_x"},
                           {"redirect_uri", "https://a/cb"},
                           {"code_verifier", "v"}};

Parameters without(Parameters body, std::string_view name) {
  std::erase_if(body, [name](const auto& parameter) { return parameter.first == name; });
  return body;
}
Parameters with(Parameters body, std::string name, std::string value) {
  body.emplace_back(std::move(name), std::move(value));
  return body;
}

TEST(TokenRequest, rfc6749_4_1_3_code) {
  const auto request = read_token_request(code_body);
  ASSERT_TRUE(request);
  const auto& code = std::get<CodeTokenRequest>(*request);
  EXPECT_EQ(code.code.reveal(), "lkc_x");
  EXPECT_EQ(code.redirect_uri, "https://a/cb");
  ASSERT_TRUE(code.code_verifier);
  EXPECT_EQ(code.code_verifier->reveal(), "v");
}

TEST(TokenRequest, rfc7636_4_5_the_verifier_may_be_missing) {
  const auto request = read_token_request(without(code_body, "code_verifier"));
  ASSERT_TRUE(request);
  EXPECT_FALSE(std::get<CodeTokenRequest>(*request).code_verifier);
}

TEST(TokenRequest, rfc6749_4_1_3_code_and_redirect_uri_are_required) {
  EXPECT_EQ(description_of(read_token_request(without(code_body, "code"))),
            "The parameter code is missing.");
  EXPECT_EQ(error_of(read_token_request(without(code_body, "code"))), "invalid_request");
  EXPECT_EQ(error_of(read_token_request(without(code_body, "redirect_uri"))), "invalid_request");
}

TEST(TokenRequest, rfc6749_6_refresh) {
  const auto request = read_token_request(
      {{"grant_type", "refresh_token"}, {"refresh_token", "lkr_x"}, {"scope", "a b"}});
  ASSERT_TRUE(request);
  const auto& refresh = std::get<RefreshTokenRequest>(*request);
  EXPECT_EQ(refresh.refresh_token.reveal(), "lkr_x");
  EXPECT_EQ(refresh.scope, sample::scopes("a b"));
  EXPECT_EQ(error_of(read_token_request({{"grant_type", "refresh_token"}})), "invalid_request");
}

TEST(TokenRequest, rfc6749_4_4_2_client_credentials) {
  const auto request = read_token_request({{"grant_type", "client_credentials"}});
  ASSERT_TRUE(request);
  EXPECT_EQ(std::get<ClientCredentialsTokenRequest>(*request).scope, std::nullopt);
}

TEST(TokenRequest, rfc6749_3_3_a_scope_of_spaces_counts_as_omitted) {
  const auto request = read_token_request({{"grant_type", "client_credentials"}, {"scope", "  "}});
  ASSERT_TRUE(request);
  EXPECT_EQ(std::get<ClientCredentialsTokenRequest>(*request).scope, std::nullopt);
}

TEST(TokenRequest, rfc6749_5_2_a_malformed_scope_is_invalid_scope) {
  EXPECT_EQ(error_of(read_token_request({{"grant_type", "client_credentials"}, {"scope", "a\"b"}})),
            "invalid_scope");
  EXPECT_EQ(error_of(read_token_request(
                {{"grant_type", "refresh_token"}, {"refresh_token", "x"}, {"scope", "a\\b"}})),
            "invalid_scope");
}

TEST(TokenRequest, rfc6749_5_2_grant_type_missing_is_invalid_request) {
  EXPECT_EQ(error_of(read_token_request({})), "invalid_request");
  EXPECT_EQ(error_of(read_token_request({{"grant_type", ""}})), "invalid_request");
}

TEST(TokenRequest, rfc6749_5_2_other_grant_types_are_unsupported) {
  for (const auto* type : {"password", "implicit", "Authorization_Code", "authorization_code ",
                           "urn:ietf:params:oauth:grant-type:jwt-bearer"}) {
    EXPECT_EQ(error_of(read_token_request({{"grant_type", type}})), "unsupported_grant_type");
    EXPECT_EQ(description_of(read_token_request({{"grant_type", type}})),
              "The grant type is not supported.");
  }
}

TEST(TokenRequest, rfc6749_3_2_repeated_known_parameters_are_invalid_request) {
  for (const auto* name : {"grant_type", "code", "redirect_uri", "code_verifier", "scope",
                           "refresh_token", "client_id", "client_secret"})
    EXPECT_EQ(error_of(read_token_request(with(with(code_body, name, "x"), name, "x"))),
              "invalid_request")
        << name;
}

TEST(TokenRequest, rfc6749_3_2_unknown_parameters_are_ignored) {
  EXPECT_EQ(error_of(read_token_request(with(with(code_body, "x", "1"), "x", "2"))), "ok");
}

}  // namespace
}  // namespace latchkey::oauth
