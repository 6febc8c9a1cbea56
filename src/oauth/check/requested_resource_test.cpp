#include "oauth/check/requested_resource.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::error_of;
using sample::resources;
using sample::scopes;
using Names = std::vector<std::string>;

const Names plant{"https://api.example.com/plant"};
const Names lab{"https://lab.example.com"};
const Names both{plant.front(), lab.front()};

TEST(RequestedResource, rfc8707_2_1_scopes_are_narrowed_to_those_that_the_resources_know) {
  const auto narrowed = [](std::string_view text, const Names& named) {
    const auto left = narrow_to_resources(scopes(text), named, resources());
    return left ? left->to_string() : error_of(left);
  };
  EXPECT_EQ(narrowed("openid models:read pipelines:read", {}), "openid models:read pipelines:read");
  EXPECT_EQ(narrowed("openid models:read pipelines:read", plant), "openid pipelines:read");
  EXPECT_EQ(narrowed("models:read custom", both), "custom");
  EXPECT_EQ(narrowed("openid models:read", lab), "openid");
  EXPECT_EQ(narrowed("models:read", plant), "invalid_scope");
}

TEST(RequestedResource, rfc8707_2_an_unknown_or_malformed_resource_is_invalid_target) {
  for (const auto* name : {"https://other.example.com", "plant", "https://api.example.com/plant/",
                           "https://api.example.com", "https://api.example.com/plant#x",
                           "HTTPS://lab.example.com", "https://lab.example.com//", " "}) {
    EXPECT_EQ(error_of(narrow_to_resources(scopes("openid"), {name}, resources())),
              "invalid_target")
        << name;
    EXPECT_EQ(error_of(choose_resource(name, {}, resources())), "invalid_target") << name;
  }
  EXPECT_EQ(error_of(choose_resource(plant.front(), {}, {})), "invalid_target");
}

TEST(RequestedResource, rfc8707_2_2_a_token_is_for_the_one_that_is_asked_for_and_granted) {
  const auto chosen = [](const std::optional<std::string>& asked, const Names& granted) {
    const auto resource = choose_resource(asked, granted, resources());
    if (!resource)
      return error_of(resource);
    return *resource == nullptr ? std::string("none") : (*resource)->name;
  };
  EXPECT_EQ(chosen(std::nullopt, {}), "none");
  EXPECT_EQ(chosen(plant.front(), {}), "plant");
  EXPECT_EQ(chosen(std::nullopt, plant), "plant");
  EXPECT_EQ(chosen(plant.front(), plant), "plant");
  EXPECT_EQ(chosen(lab.front(), plant), "invalid_target");
  EXPECT_EQ(chosen(std::nullopt, both), "invalid_target");
  EXPECT_EQ(chosen(lab.front(), both), "lab");
  EXPECT_EQ(chosen("https://lab.example.com/", lab), "lab");
  EXPECT_EQ(chosen(std::nullopt, {"https://removed.example.com"}), "invalid_target");
}

TEST(RequestedResource, rfc8707_2_2_the_token_is_addressed_to_the_resource_and_carries_its_scopes) {
  const auto& [first, second] = std::tie(resources()[0], resources()[1]);
  EXPECT_EQ(audience_of(nullptr), "");
  EXPECT_EQ(audience_of(&first), "plant-api");
  EXPECT_EQ(audience_of(&second), "https://lab.example.com");
  EXPECT_EQ(scopes_for(nullptr, scopes("openid a")), scopes("openid a"));
  EXPECT_EQ(scopes_for(&first, scopes("openid a custom")), scopes("custom"));
  EXPECT_TRUE(scopes_for(&second, scopes("openid a")).empty());
}

TEST(RequestedResource, a_resource_takes_the_servers_own_audience_only_where_it_declares_none) {
  const auto& plant_api = resources()[0];
  const auto& lab_api = resources()[1];
  EXPECT_TRUE(takes_audience(plant_api, "plant-api", "https://id.example.com"));
  EXPECT_FALSE(takes_audience(plant_api, "https://id.example.com", "https://id.example.com"));
  EXPECT_FALSE(
      takes_audience(plant_api, "https://api.example.com/plant", "https://id.example.com"));
  EXPECT_TRUE(takes_audience(lab_api, "https://lab.example.com", "https://id.example.com"));
  EXPECT_TRUE(takes_audience(lab_api, "https://id.example.com", "https://id.example.com"));
  EXPECT_FALSE(takes_audience(lab_api, "plant-api", "https://id.example.com"));
}

}  // namespace
}  // namespace latchkey::oauth
