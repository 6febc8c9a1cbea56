#include "oauth/request/prompt_parameter.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::error_of;
using Prompts = std::vector<Prompt>;

TEST(Prompt, oidc_core_3_1_2_1_is_a_space_delimited_list) {
  EXPECT_EQ(parse_prompt("").value(), Prompts{});
  EXPECT_EQ(parse_prompt("none").value(), Prompts{Prompt::none});
  EXPECT_EQ(parse_prompt("login consent select_account").value(),
            (Prompts{Prompt::login, Prompt::consent, Prompt::select_account}));
  EXPECT_EQ(parse_prompt("login login").value(), Prompts{Prompt::login});
}

TEST(Prompt, oidc_core_3_1_2_1_none_with_another_is_invalid_request) {
  EXPECT_EQ(error_of(parse_prompt("none login")), "invalid_request");
  EXPECT_EQ(error_of(parse_prompt("consent none")), "invalid_request");
}

TEST(Prompt, unknown_values_are_invalid_request) {
  EXPECT_EQ(error_of(parse_prompt("create")), "invalid_request");
  EXPECT_EQ(error_of(parse_prompt("login,consent")), "invalid_request");
  EXPECT_EQ(error_of(parse_prompt("Login")), "invalid_request");
}

TEST(MaxAge, oidc_core_3_1_2_1_is_a_number_of_seconds) {
  EXPECT_EQ(parse_max_age("0").value().count(), 0);
  EXPECT_EQ(parse_max_age("10000").value().count(), 10000);
  EXPECT_EQ(parse_max_age("9999999999").value().count(), 9999999999);
}

TEST(MaxAge, malformed_is_invalid_request) {
  for (const auto* text : {"", "-1", "+1", "1.5", "1e3", " 1", "1 ", "x", "10000000000"})
    EXPECT_EQ(error_of(parse_max_age(text)), "invalid_request") << text;
}

}  // namespace
}  // namespace latchkey::oauth
