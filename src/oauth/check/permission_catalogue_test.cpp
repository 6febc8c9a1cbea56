#include "oauth/check/permission_catalogue.hpp"

#include <gmock/gmock.h>

namespace latchkey::oauth {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The standard catalogue with this group after it, at index 7.
std::vector<PermissionGroup> with_group(PermissionGroup group) {
  auto groups = PermissionCatalogue::standard().groups();
  groups.push_back(std::move(group));
  return groups;
}

std::vector<std::string> faulty(const std::vector<PermissionGroup>& groups) {
  std::vector<std::string> fields;
  for (const auto& fault : permission_catalogue_faults(groups)) fields.push_back(fault.field);
  return fields;
}

std::vector<std::string> faulty_permission(std::string name, std::string description = "Text") {
  return faulty(with_group({"Recipes", {{std::move(name), std::move(description)}}}));
}

TEST(PermissionCatalogueCheck, the_standard_catalogue_and_new_permissions_are_good) {
  EXPECT_THAT(faulty(PermissionCatalogue::standard().groups()), IsEmpty());
  for (const auto* name : {"recipes:read", "a:b", "recipes:read:own", "urn:acme:recipes"})
    EXPECT_THAT(faulty_permission(name), IsEmpty()) << name;
}

TEST(PermissionCatalogueCheck, rfc6749_3_3_a_name_is_a_scope_token_of_group_and_action) {
  for (const auto* name :
       {"", "recipes", ":read", "recipes:", ":", "recipes: read", "recipes:\"x\"", "recipes:\\",
        "rezepte:l\xC3\xB6schen", "recipes:read\n"})
    EXPECT_THAT(faulty_permission(name), ElementsAre("permissions[7].scopes[0].name")) << name;
  EXPECT_THAT(faulty_permission("a:" + std::string(98, 'x')), IsEmpty());
  EXPECT_THAT(faulty_permission("a:" + std::string(99, 'x')),
              ElementsAre("permissions[7].scopes[0].name"));
}

TEST(PermissionCatalogueCheck, every_permission_is_described) {
  const std::string long_text(200, 'x');
  EXPECT_THAT(faulty_permission("a:b", long_text), IsEmpty());
  for (const auto& text : {std::string(), std::string("  "), long_text + "x", std::string("a\nb"),
                           std::string("\xFF")})
    EXPECT_THAT(faulty_permission("a:b", text), ElementsAre("permissions[7].scopes[0].description"))
        << text;
}

TEST(PermissionCatalogueCheck, names_are_unique_over_all_groups) {
  EXPECT_THAT(faulty_permission("pipelines:read"), ElementsAre("permissions[7].scopes[0].name"));
  EXPECT_THAT(faulty(with_group({"R", {{"a:b", "One"}, {"a:b", "Two"}}})),
              ElementsAre("permissions[7].scopes[1].name"));
}

TEST(PermissionCatalogueCheck, a_group_has_a_name_of_its_own_and_permissions) {
  EXPECT_THAT(faulty(with_group({"Models", {{"a:b", "Text"}}})),
              ElementsAre("permissions[7].group"));
  EXPECT_THAT(faulty(with_group({" ", {{"a:b", "Text"}}})), ElementsAre("permissions[7].group"));
  EXPECT_THAT(faulty(with_group({std::string(61, 'x'), {{"a:b", "Text"}}})),
              ElementsAre("permissions[7].group"));
  EXPECT_THAT(faulty(with_group({"Empty", {}})), ElementsAre("permissions[7].scopes"));
}

TEST(PermissionCatalogueCheck, what_latchkey_asks_for_must_stay) {
  for (const auto needed : PermissionCatalogue::needed()) {
    auto groups = PermissionCatalogue::standard().groups();
    std::erase_if(groups.back().permissions,
                  [&](const Permission& permission) { return permission.name == needed; });
    const auto faults = permission_catalogue_faults(groups);
    ASSERT_EQ(faults.size(), 1U) << needed;
    EXPECT_EQ(faults[0].field, "permissions");
    EXPECT_EQ(faults[0].message,
              "must hold " + std::string(needed) + ", which Latchkey itself asks for");
  }
  EXPECT_EQ(permission_catalogue_faults({}).size(), PermissionCatalogue::needed().size());
}

TEST(PermissionCatalogueCheck, there_are_at_most_180) {
  PermissionGroup group{.name = "Many", .permissions = {}};
  const auto standard = PermissionCatalogue::standard().all().size();
  for (std::size_t index = standard; index < 180; ++index)
    group.permissions.push_back({"many:" + std::to_string(index), "Text"});
  EXPECT_THAT(faulty(with_group(group)), IsEmpty());
  group.permissions.push_back({"many:more", "Text"});
  EXPECT_THAT(faulty(with_group(group)), Contains("permissions"));
}

}  // namespace
}  // namespace latchkey::oauth
