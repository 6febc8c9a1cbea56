#include "oauth/authorization_response.hpp"

#include <gtest/gtest.h>

namespace latchkey::oauth {
namespace {

TEST(AuthorizationResponse, rfc9207_2_carries_code_state_and_iss) {
  EXPECT_EQ(authorization_response("c0de", "a b&c", "https://id.example.com"),
            (Parameters{{"code", "c0de"}, {"state", "a b&c"}, {"iss", "https://id.example.com"}}));
}

TEST(AuthorizationResponse, rfc6749_4_1_2_without_state_none_is_answered) {
  EXPECT_EQ(authorization_response("c0de", std::nullopt, "https://id.example.com"),
            (Parameters{{"code", "c0de"}, {"iss", "https://id.example.com"}}));
}

TEST(AuthorizationResponse, rfc6749_4_1_2_1_error_carries_description_state_and_iss_but_no_detail) {
  const Error error{ErrorCode::access_denied, "The user denied it.", "for the log"};
  EXPECT_EQ(error_response(error, "xyz", "https://id.example.com"),
            (Parameters{{"error", "access_denied"},
                        {"error_description", "The user denied it."},
                        {"state", "xyz"},
                        {"iss", "https://id.example.com"}}));
}

TEST(AuthorizationResponse, rfc6749_4_1_2_1_an_empty_description_is_left_out) {
  EXPECT_EQ(error_response({ErrorCode::server_error, "", ""}, std::nullopt, "i"),
            (Parameters{{"error", "server_error"}, {"iss", "i"}}));
}

TEST(AppendQuery, rfc6749_3_1_2_keeps_the_query_of_the_redirect_uri) {
  const Parameters parameters{{"code", "x"}, {"state", "a&b"}};
  EXPECT_EQ(append_query("https://a/cb", parameters), "https://a/cb?code=x&state=a%26b");
  EXPECT_EQ(append_query("https://a/cb?p=1", parameters), "https://a/cb?p=1&code=x&state=a%26b");
  EXPECT_EQ(append_query("https://a/cb?", parameters), "https://a/cb?code=x&state=a%26b");
  EXPECT_EQ(append_query("https://a/cb?p=1&", parameters), "https://a/cb?p=1&code=x&state=a%26b");
  EXPECT_EQ(append_query("com.example.app:/cb", parameters),
            "com.example.app:/cb?code=x&state=a%26b");
}

TEST(AppendQuery, nothing_to_append_changes_nothing) {
  EXPECT_EQ(append_query("https://a/cb", {}), "https://a/cb");
}

}  // namespace
}  // namespace latchkey::oauth
