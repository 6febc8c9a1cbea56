#include "oauth/check/resource.hpp"

#include <gtest/gtest.h>

namespace latchkey::oauth {
namespace {

Resource sample(std::string identifier = "https://api.example.com/plant") {
  return {.name = "plant", .title = "Plant", .identifier = std::move(identifier)};
}

constexpr std::string_view servers_own = "https://id.example.com";

bool is_good(const Resource& resource, const std::vector<Resource>& others = {}) {
  return !resource_fault(resource, others, servers_own);
}

TEST(ResourceCheck, rfc8707_2_the_identifier_is_an_absolute_url_in_one_spelling) {
  for (const auto* identifier :
       {"https://api.example.com", "https://api.example.com:8443/a/b", "http://localhost:9000",
        "http://127.0.0.1/x", "http://[::1]:80/x", "https://api.example.com/A"})
    EXPECT_TRUE(is_good(sample(identifier))) << identifier;
  for (const auto* identifier :
       {"", "plant", "/plant", "https://", "urn:plant", "http://api.example.com",
        "https://api.example.com/", "https://api.example.com/a/", "https://api.example.com/a?b",
        "https://api.example.com/a#b", "https://user@api.example.com", "https://API.example.com",
        "HTTPS://api.example.com", "https://api.example.com/a/../b", "https://api.example.com//a",
        "https://api.example.com/%61", "https://api.example.com/*", "https://api.example.com/a b"})
    EXPECT_FALSE(is_good(sample(identifier))) << identifier;
}

TEST(ResourceCheck, names_are_fit_for_a_url_and_titles_for_people) {
  for (const auto* name : {"", "Plant", "a/b", "a b", "..", "ä", "{x}"}) {
    auto resource = sample();
    resource.name = name;
    EXPECT_FALSE(is_good(resource)) << name;
  }
  for (const auto* title : {"", " ", "a\nb", "\xff"}) {
    auto resource = sample();
    resource.title = title;
    EXPECT_FALSE(is_good(resource)) << title;
  }
}

TEST(ResourceCheck, shares_are_from_0_to_1) {
  for (const double share : {-0.1, 1.1, 100.0}) {
    auto resource = sample();
    resource.audit = share;
    EXPECT_FALSE(is_good(resource));
    resource = sample();
    resource.audit_refusals = share;
    EXPECT_FALSE(is_good(resource));
    resource = sample();
    resource.rules = *RuleTable::make({{.path = "/", .audit = share}});
    EXPECT_FALSE(is_good(resource));
  }
}

TEST(ResourceCheck, no_two_share_a_name_or_an_identifier) {
  const std::vector others{sample()};
  auto same_name = sample("https://other.example.com");
  EXPECT_FALSE(is_good(same_name, others));
  auto same_identifier = sample();
  same_identifier.name = "other";
  EXPECT_FALSE(is_good(same_identifier, others));
  same_identifier.audience = "other";
  EXPECT_FALSE(is_good(same_identifier, others));
  same_name.name = "other";
  EXPECT_TRUE(is_good(same_name, others));
}

TEST(ResourceCheck, rfc8707_3_its_tokens_open_no_other_resource_and_not_the_server_s_own_api) {
  auto resource = sample("https://other.example.com");
  resource.name = "other";
  resource.audience = "";
  EXPECT_FALSE(is_good(resource));
  resource.audience = servers_own;
  EXPECT_FALSE(is_good(resource));
  resource.audience = "https://api.example.com/plant";
  EXPECT_TRUE(is_good(resource));
  EXPECT_FALSE(is_good(resource, {sample()}));
  auto first = sample();
  first.audience = "plant";
  EXPECT_TRUE(is_good(resource, {first}));
  resource.audience = "plant";
  EXPECT_FALSE(is_good(resource, {first}));
  EXPECT_FALSE(is_good(sample(std::string(servers_own))));
}

}  // namespace
}  // namespace latchkey::oauth
