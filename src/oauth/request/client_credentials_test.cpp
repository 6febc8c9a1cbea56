#include "oauth/request/client_credentials.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using Method = ClientCredentials::Method;
using sample::error_of;

std::string basic(std::string_view pair) {
  return "Basic " + base64_encode(as_bytes(pair));
}
auto read_basic(std::string_view pair, const Parameters& body = {}) {
  const auto header = basic(pair);
  return read_client_credentials(header, body);
}

TEST(ClientCredentials, rfc6749_2_3_1_basic) {
  const auto credentials = read_basic("cli_1:lks_x");
  ASSERT_TRUE(credentials);
  EXPECT_EQ(credentials->method, Method::client_secret_basic);
  EXPECT_EQ(credentials->client_id, "cli_1");
  EXPECT_EQ(credentials->client_secret.reveal(), "lks_x");
}

TEST(ClientCredentials, rfc6749_2_3_1_basic_parts_are_form_encoded) {
  const auto credentials = read_basic("a%3Ab+c:p%25%3A+q:r");
  ASSERT_TRUE(credentials);
  EXPECT_EQ(credentials->client_id, "a:b c");
  EXPECT_EQ(credentials->client_secret.reveal(), "p%: q:r");
}

TEST(ClientCredentials, rfc9110_11_1_the_scheme_is_case_insensitive) {
  const auto header = "bAsIc " + base64_encode(as_bytes("a:b"));
  EXPECT_EQ(error_of(read_client_credentials(header, {})), "ok");
}

TEST(ClientCredentials, rfc6749_2_3_1_post) {
  const auto credentials =
      read_client_credentials(std::nullopt, {{"client_id", "cli_1"}, {"client_secret", "lks_x"}});
  ASSERT_TRUE(credentials);
  EXPECT_EQ(credentials->method, Method::client_secret_post);
  EXPECT_EQ(credentials->client_id, "cli_1");
  EXPECT_EQ(credentials->client_secret.reveal(), "lks_x");
}

TEST(ClientCredentials, rfc6749_3_2_1_a_public_client_only_names_itself) {
  for (const Parameters& body : {Parameters{{"client_id", "cli_1"}},
                                 Parameters{{"client_id", "cli_1"}, {"client_secret", ""}}}) {
    const auto credentials = read_client_credentials(std::nullopt, body);
    ASSERT_TRUE(credentials);
    EXPECT_EQ(credentials->method, Method::none);
    EXPECT_EQ(credentials->client_id, "cli_1");
    EXPECT_TRUE(credentials->client_secret.empty());
  }
}

TEST(ClientCredentials, rfc6749_2_3_two_methods_at_once_are_invalid_request) {
  EXPECT_EQ(error_of(read_basic("a:b", {{"client_secret", "b"}})), "invalid_request");
  EXPECT_EQ(error_of(read_basic("a:b", {{"client_id", "a"}, {"client_secret", "b"}})),
            "invalid_request");
}

TEST(ClientCredentials, rfc6749_3_2_1_the_body_may_repeat_the_client_id_of_basic) {
  EXPECT_EQ(error_of(read_basic("a:b", {{"client_id", "a"}})), "ok");
  EXPECT_EQ(error_of(read_basic("a:b", {{"client_id", "c"}})), "invalid_request");
}

TEST(ClientCredentials, rfc6749_5_2_malformed_basic_is_invalid_request) {
  for (const auto* header : {"Basic", "Basic ", "Basic !!!!", "Basic YTpi=", "Basic YWI="})
    EXPECT_EQ(error_of(read_client_credentials(header, {})), "invalid_request") << header;
  EXPECT_EQ(error_of(read_basic("a%zz:b")), "invalid_request");
  EXPECT_EQ(error_of(read_basic("a:b%0")), "invalid_request");
  EXPECT_EQ(error_of(read_basic("a:\xff")), "invalid_request");
}

TEST(ClientCredentials, rfc6749_5_2_no_client_at_all_is_invalid_client) {
  EXPECT_EQ(error_of(read_client_credentials(std::nullopt, {})), "invalid_client");
  EXPECT_EQ(error_of(read_client_credentials(std::nullopt, {{"client_id", ""}})), "invalid_client");
  EXPECT_EQ(error_of(read_client_credentials(std::nullopt, {{"client_secret", "x"}})),
            "invalid_client");
  EXPECT_EQ(error_of(read_basic(":secret")), "invalid_client");
}

TEST(ClientCredentials, rfc6749_5_2_another_method_is_invalid_client) {
  EXPECT_EQ(error_of(read_client_credentials("Bearer abc", {{"client_id", "a"}})),
            "invalid_client");
  EXPECT_EQ(error_of(read_client_credentials("", {{"client_id", "a"}})), "invalid_client");
  EXPECT_EQ(error_of(read_client_credentials(std::nullopt,
                                             {{"client_id", "a"}, {"client_assertion", "x.y.z"}})),
            "invalid_client");
}

TEST(ClientCredentials, rfc6749_3_2_repeated_parameters_are_invalid_request) {
  for (const auto* name : {"client_id", "client_secret", "client_assertion"})
    EXPECT_EQ(error_of(read_client_credentials(std::nullopt, {{name, "a"}, {name, "a"}})),
              "invalid_request")
        << name;
}

TEST(ClientCredentials, errors_never_repeat_the_secret) {
  const auto header = basic("cli_1:lks_canary");
  const auto result = read_client_credentials(header, {{"client_secret", "lks_canary"}});
  ASSERT_FALSE(result);
  EXPECT_FALSE(result.error().description.contains("canary"));
  EXPECT_FALSE(result.error().detail.contains("canary"));
}

}  // namespace
}  // namespace latchkey::oauth
