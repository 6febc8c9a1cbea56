#include "oauth/model/rule_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latchkey::oauth {
namespace {

using ::testing::HasSubstr;
using Methods = std::vector<std::string>;

AccessRule rule(Methods methods, std::string path, std::vector<std::string> scopes) {
  return {.methods = std::move(methods),
          .path = std::move(path),
          .scopes = ScopeSet(std::move(scopes))};
}

RuleTable table() {
  auto made = RuleTable::make({
      rule({}, "/**", {"any"}),
      rule({"GET"}, "/pipelines/**", {"pipelines:read"}),
      rule({"POST", "PUT"}, "/pipelines/**", {"pipelines:write"}),
      rule({}, "/pipelines/*/runs", {"runs"}),
      rule({"DELETE"}, "/pipelines/*/runs", {"runs:delete"}),
      rule({"GET"}, "/admin", {"admin"}),
      rule({"HEAD"}, "/heads", {"head"}),
      rule({"GET"}, "/heads", {"get"}),
  });
  EXPECT_TRUE(made.has_value()) << (made ? "" : made.error());
  return std::move(made).value_or(RuleTable());
}

// The scopes of the rule, or why there is none.
std::string find(std::string_view method, std::string_view path) {
  const auto rules = table();
  const auto found = rules.find(method, path);
  return found ? (*found)->scopes.to_string() : std::string(found.error());
}

TEST(RuleTable, the_most_specific_pattern_counts_wherever_it_stands) {
  EXPECT_EQ(find("GET", "/pipelines"), "pipelines:read");
  EXPECT_EQ(find("GET", "/pipelines/7/steps/1"), "pipelines:read");
  EXPECT_EQ(find("PUT", "/pipelines/7"), "pipelines:write");
  EXPECT_EQ(find("GET", "/pipelines/7/runs"), "runs");
  EXPECT_EQ(find("DELETE", "/pipelines/7/runs"), "runs:delete");
  EXPECT_EQ(find("GET", "/models"), "any");
  EXPECT_EQ(find("PROPFIND", "/"), "any");
}

TEST(RuleTable, a_method_that_the_path_does_not_name_falls_through_to_no_other_pattern) {
  EXPECT_THAT(find("DELETE", "/pipelines/7"), HasSubstr("method"));
  EXPECT_THAT(find("POST", "/admin"), HasSubstr("method"));
  EXPECT_THAT(find("", "/admin"), HasSubstr("method"));
}

TEST(RuleTable, head_is_get_unless_a_rule_names_it) {
  EXPECT_EQ(find("HEAD", "/admin"), "admin");
  EXPECT_EQ(find("HEAD", "/heads"), "head");
  EXPECT_EQ(find("GET", "/heads"), "get");
  EXPECT_EQ(find("HEAD", "/pipelines/7/runs"), "runs");
}

TEST(RuleTable, another_case_never_falls_through_to_a_weaker_rule) {
  EXPECT_THAT(find("GET", "/ADMIN"), HasSubstr("case"));
  EXPECT_THAT(find("GET", "/Pipelines/7"), HasSubstr("case"));
  EXPECT_EQ(find("GET", "/admins"), "any");
  for (const auto* method : {"delete", "Delete", "get", "propfinD"})
    EXPECT_THAT(find(method, "/pipelines/7/runs"), HasSubstr("upper case")) << method;
}

TEST(RuleTable, a_method_in_lower_case_is_not_what_a_public_rule_leaves_open) {
  auto open = rule({}, "/status", {});
  open.is_public = true;
  const auto rules = RuleTable::make({open, rule({"POST"}, "/status", {"write"})});
  ASSERT_TRUE(rules.has_value());
  EXPECT_TRUE(rules->find("GET", "/status").has_value());
  EXPECT_FALSE(rules->find("post", "/status").has_value());
}

TEST(RuleTable, what_no_rule_names_is_refused) {
  const auto rules = RuleTable::make({rule({}, "/a", {})});
  ASSERT_TRUE(rules.has_value());
  EXPECT_TRUE(rules->find("GET", "/a").has_value());
  EXPECT_FALSE(rules->find("GET", "/").has_value());
  EXPECT_FALSE(rules->find("GET", "/a/b").has_value());
  EXPECT_FALSE(RuleTable().find("GET", "/a").has_value());
}

TEST(RuleTable, rules_at_odds_are_refused) {
  const auto fault = [](std::vector<AccessRule> rules) {
    const auto made = RuleTable::make(std::move(rules));
    return made ? std::string() : made.error();
  };
  EXPECT_THAT(fault({rule({"GET"}, "/a/*", {}), rule({"POST", "GET"}, "/a/*", {})}),
              HasSubstr("two rules"));
  EXPECT_THAT(fault({rule({}, "/a", {}), rule({}, "/A", {})}), HasSubstr("two rules"));
  EXPECT_EQ(fault({rule({}, "/a", {}), rule({"GET"}, "/a", {})}), "");
  EXPECT_THAT(fault({rule({"get"}, "/a", {})}), HasSubstr("method"));
  EXPECT_THAT(fault({rule({}, "/a", {"not a scope"})}), HasSubstr("no scope"));
  EXPECT_THAT(fault({rule({}, "a", {})}), HasSubstr("'a'"));
  auto open = rule({}, "/a", {"x"});
  open.is_public = true;
  EXPECT_THAT(fault({open}), HasSubstr("public"));
}

TEST(RuleTable, it_knows_every_scope_that_a_rule_names) {
  auto scopes = table().scopes().values();
  EXPECT_THAT(scopes,
              ::testing::UnorderedElementsAre("any", "pipelines:read", "pipelines:write", "runs",
                                              "runs:delete", "admin", "head", "get"));
}

}  // namespace
}  // namespace latchkey::oauth
