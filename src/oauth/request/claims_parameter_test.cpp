#include "oauth/request/claims_parameter.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::error_of;
using Texts = std::vector<std::string>;

TEST(ClaimsParameter, oidc_core_5_5_userinfo_and_id_token) {
  const auto claims = parse_claims_parameter(
      R"({"userinfo":{"name":{"essential":true},"x":null},
          "id_token":{"acr":{"values":["a","b"]},"sub":{"value":"usr_1"}}})");
  ASSERT_TRUE(claims);
  ASSERT_EQ(claims->userinfo.size(), 2U);
  EXPECT_EQ(claims->userinfo[0].name, "name");
  EXPECT_TRUE(claims->userinfo[0].is_essential);
  EXPECT_TRUE(claims->userinfo[0].values.empty());
  EXPECT_EQ(claims->userinfo[1].name, "x");
  EXPECT_FALSE(claims->userinfo[1].is_essential);
  ASSERT_EQ(claims->id_token.size(), 2U);
  EXPECT_EQ(claims->id_token[0].values, (Texts{"a", "b"}));
  EXPECT_EQ(claims->id_token[1].values, (Texts{"usr_1"}));
}

TEST(ClaimsParameter, oidc_core_5_5_other_members_are_ignored) {
  const auto claims = parse_claims_parameter(R"({"other":1,"userinfo":{"name":{"other":[1]}}})");
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->userinfo.size(), 1U);
  EXPECT_TRUE(parse_claims_parameter("{}")->empty());
  EXPECT_TRUE(parse_claims_parameter(R"({"userinfo":null})")->empty());
}

TEST(ClaimsParameter, oidc_core_5_5_1_values_that_are_no_texts_equal_no_text) {
  const auto claims = parse_claims_parameter(R"({"id_token":{"sub":{"values":[5,{"a":null}]}}})");
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->id_token[0].values, (Texts{"5", R"({"a":null})"}));
}

TEST(ClaimsParameter, oidc_core_5_5_malformed_is_invalid_request) {
  for (const auto* text :
       {"", "null", "[]", "1", "{", "{}x", R"({"userinfo":[]})", R"({"id_token":"x"})",
        R"({"userinfo":{"name":true}})", R"({"userinfo":{"name":[]}})",
        R"({"userinfo":{"name":{"essential":"true"}}})", R"({"id_token":{"acr":{"values":"x"}}})",
        R"({"userinfo":{},"userinfo":{}})"})
    EXPECT_EQ(error_of(parse_claims_parameter(text)), "invalid_request") << text;
}

}  // namespace
}  // namespace latchkey::oauth
