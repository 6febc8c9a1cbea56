#include "oauth/request/presented_token.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::error_of;

TEST(PresentedToken, rfc7662_2_1_token_with_a_hint_without_effect) {
  const auto token = read_presented_token({{"token", "abc"}, {"token_type_hint", "nonsense"}});
  ASSERT_TRUE(token);
  EXPECT_EQ(token->reveal(), "abc");
}

TEST(PresentedToken, rfc7009_2_1_token_is_required_once) {
  EXPECT_EQ(error_of(read_presented_token({})), "invalid_request");
  EXPECT_EQ(error_of(read_presented_token({{"token", ""}})), "invalid_request");
  EXPECT_EQ(error_of(read_presented_token({{"token", "a"}, {"token", "a"}})), "invalid_request");
}

TEST(PresentedToken, rfc7009_2_1_a_repeated_hint_is_invalid_request) {
  EXPECT_EQ(error_of(read_presented_token(
                {{"token", "a"}, {"token_type_hint", "x"}, {"token_type_hint", "x"}})),
            "invalid_request");
}

TEST(BearerToken, rfc6750_2_1_from_the_header) {
  for (const auto* header : {"Bearer abc.def", "bearer abc.def", "BEARER  abc.def "}) {
    const auto token = read_bearer_token(header, {});
    ASSERT_TRUE(token && *token) << header;
    EXPECT_EQ((*token)->reveal(), "abc.def") << header;
  }
}

TEST(BearerToken, rfc6750_2_2_from_the_body) {
  const auto token = read_bearer_token(std::nullopt, {{"access_token", "abc"}});
  ASSERT_TRUE(token && *token);
  EXPECT_EQ((*token)->reveal(), "abc");
}

TEST(BearerToken, rfc6750_2_both_ways_at_once_are_invalid_request) {
  EXPECT_EQ(error_of(read_bearer_token("Bearer a", {{"access_token", "a"}})), "invalid_request");
}

TEST(BearerToken, rfc6750_3_1_without_one_there_is_no_error) {
  for (const std::optional<std::string_view> header :
       {std::optional<std::string_view>(), std::optional<std::string_view>("Basic YTpi"),
        std::optional<std::string_view>("")}) {
    const auto token = read_bearer_token(header, {});
    ASSERT_TRUE(token);
    EXPECT_FALSE(*token);
  }
}

TEST(BearerToken, rfc6750_3_1_an_empty_or_repeated_one_is_invalid_request) {
  EXPECT_EQ(error_of(read_bearer_token("Bearer", {})), "invalid_request");
  EXPECT_EQ(error_of(read_bearer_token("Bearer  ", {})), "invalid_request");
  EXPECT_EQ(
      error_of(read_bearer_token(std::nullopt, {{"access_token", "a"}, {"access_token", "a"}})),
      "invalid_request");
}

}  // namespace
}  // namespace latchkey::oauth
