#include "oauth/model/scope.hpp"

#include <gtest/gtest.h>

namespace latchkey::oauth {
namespace {

using Texts = std::vector<std::string>;

TEST(ScopeSet, rfc6749_3_3_is_a_space_delimited_list) {
  const auto scopes = ScopeSet::parse("openid pipelines:read x");
  ASSERT_TRUE(scopes);
  EXPECT_EQ(scopes->values(), (Texts{"openid", "pipelines:read", "x"}));
  EXPECT_EQ(scopes->to_string(), "openid pipelines:read x");
}

TEST(ScopeSet, rfc6749_3_3_tokens_are_case_sensitive_and_count_once) {
  const auto scopes = ScopeSet::parse("a A a b A");
  ASSERT_TRUE(scopes);
  EXPECT_EQ(scopes->values(), (Texts{"a", "A", "b"}));
}

TEST(ScopeSet, spaces_beyond_one_are_no_tokens) {
  EXPECT_EQ(ScopeSet::parse("  a   b ")->values(), (Texts{"a", "b"}));
  EXPECT_TRUE(ScopeSet::parse("")->empty());
  EXPECT_TRUE(ScopeSet::parse("   ")->empty());
}

TEST(ScopeSet, rfc6749_3_3_forbidden_characters_are_refused) {
  for (const auto* text : {"a\"b", "a\\b", "a\tb", "a\nb", "\x7f", "caf\xc3\xa9", "a b\x01"})
    EXPECT_EQ(ScopeSet::parse(text), std::nullopt) << text;
  EXPECT_EQ(ScopeSet::parse(std::string_view("a\0b", 3)), std::nullopt);
}

TEST(ScopeSet, many_tokens_keep_their_order_and_count_once) {
  Texts texts;
  for (int i = 0; i < 5000; ++i) texts.push_back("scope" + std::to_string(i));
  auto twice = texts;
  twice.insert(twice.end(), texts.begin(), texts.end());
  EXPECT_EQ(ScopeSet(twice).values(), texts);
}

TEST(ScopeSet, contains_by_whole_token) {
  const auto scopes = ScopeSet::parse("a b c").value();
  EXPECT_TRUE(scopes.contains("b"));
  EXPECT_FALSE(scopes.contains("B"));
  EXPECT_FALSE(scopes.contains("a b"));
  EXPECT_TRUE(scopes.contains_all(ScopeSet::parse("c a").value()));
  EXPECT_TRUE(scopes.contains_all(ScopeSet()));
  EXPECT_FALSE(scopes.contains_all(ScopeSet::parse("a d").value()));
}

TEST(ScopeSet, insert_adds_what_is_new) {
  ScopeSet scopes;
  scopes.insert("a");
  scopes.insert("b");
  scopes.insert("a");
  EXPECT_EQ(scopes.values(), (Texts{"a", "b"}));
  EXPECT_EQ(scopes.size(), 2U);
}

TEST(ScopeSet, filtered_keeps_the_order) {
  const auto scopes = ScopeSet::parse("c a b").value();
  EXPECT_EQ(scopes.filtered([](const auto& scope) { return scope != "a"; }).values(),
            (Texts{"c", "b"}));
}

TEST(ScopeToken, rfc6749_3_3_takes_every_allowed_character) {
  EXPECT_TRUE(is_scope_token("!#$%&'()*+,-./09:;<=>?@AZ[]^_`az{|}~"));
  EXPECT_FALSE(is_scope_token(""));
  EXPECT_FALSE(is_scope_token(" "));
  EXPECT_FALSE(is_scope_token("\""));
  EXPECT_FALSE(is_scope_token("\\"));
}

TEST(OidcScope, openid_profile_and_email) {
  EXPECT_TRUE(is_oidc_scope("openid"));
  EXPECT_TRUE(is_oidc_scope("profile"));
  EXPECT_TRUE(is_oidc_scope("email"));
  EXPECT_FALSE(is_oidc_scope("offline_access"));
  EXPECT_FALSE(is_oidc_scope("OpenID"));
}

}  // namespace
}  // namespace latchkey::oauth
