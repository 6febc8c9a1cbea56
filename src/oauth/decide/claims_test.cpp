#include "oauth/decide/claims.hpp"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::scopes;

std::string text(const json::object& claims) {
  return json::serialize(claims);
}

TEST(UserClaims, oidc_core_5_1_names) {
  EXPECT_EQ(user_claim_names(),
            (std::vector<std::string>{"name", "given_name", "family_name", "preferred_username",
                                      "updated_at", "email", "email_verified"}));
}

TEST(UserClaims, oidc_core_5_3_2_sub_always) {
  EXPECT_EQ(text(user_claims(sample::user().user, scopes("openid"), {})), R"({"sub":"usr_1"})");
}

TEST(UserClaims, oidc_core_5_4_profile_and_email) {
  EXPECT_EQ(text(user_claims(sample::user().user, scopes("openid profile"), {})),
            R"({"sub":"usr_1","name":"Ada Lovelace","given_name":"Ada",)"
            R"("family_name":"Lovelace","preferred_username":"ada@example.com",)"
            R"("updated_at":1800000000})");
  EXPECT_EQ(text(user_claims(sample::user().user, scopes("email"), {})),
            R"({"sub":"usr_1","email":"ada@example.com","email_verified":true})");
}

TEST(UserClaims, oidc_core_5_5_each_requested_name) {
  EXPECT_EQ(text(user_claims(sample::user().user, scopes("openid"), {"family_name", "x"})),
            R"({"sub":"usr_1","family_name":"Lovelace"})");
  EXPECT_EQ(text(named_claims(sample::user().user, {"email", "name", "sub"})),
            R"({"name":"Ada Lovelace","email":"ada@example.com"})");
}

TEST(UserClaims, oidc_core_5_3_2_what_is_empty_is_left_out) {
  auto user = sample::user().user;
  user.first_name.clear();
  user.last_name.clear();
  user.email_verified = false;
  EXPECT_EQ(text(named_claims(user, user_claim_names())),
            R"({"preferred_username":"ada@example.com","updated_at":1800000000,)"
            R"("email":"ada@example.com","email_verified":false})");
  user.email.clear();
  EXPECT_EQ(text(named_claims(user, user_claim_names())), R"({"updated_at":1800000000})");
}

TEST(UserClaims, oidc_core_5_4_which_scope_discloses_which_claim) {
  EXPECT_TRUE(discloses(scopes("openid profile"), "given_name"));
  EXPECT_FALSE(discloses(scopes("openid profile"), "email"));
  EXPECT_TRUE(discloses(scopes("email"), "email_verified"));
  EXPECT_FALSE(discloses(scopes("openid profile email"), "x"));
}

}  // namespace
}  // namespace latchkey::oauth
