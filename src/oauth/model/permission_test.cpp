#include "oauth/model/permission.hpp"

#include <gtest/gtest.h>
#include <optional>

namespace latchkey::oauth {
namespace {

TEST(PermissionCatalogue, standard_holds_exactly_the_documented_permissions) {
  EXPECT_EQ(PermissionCatalogue::standard().all().to_string(),
            "pipelines:read pipelines:write pipelines:execute pipelines:delete "
            "models:read models:write models:delete "
            "connectors:read connectors:write connectors:delete "
            "uns:read uns:write uns:publish uns:delete "
            "dashboards:read dashboards:write dashboards:delete "
            "organizations:read organizations:write "
            "clients:read clients:write users:read users:write roles:read roles:write "
            "audit:read settings:read settings:write tokens:introspect");
}

TEST(PermissionCatalogue, every_permission_is_found_with_its_description) {
  const auto catalogue = PermissionCatalogue::standard();
  for (const auto& group : catalogue.groups())
    for (const auto& permission : group.permissions) {
      ASSERT_EQ(catalogue.find(permission.name), &permission) << permission.name;
      EXPECT_FALSE(permission.description.empty()) << permission.name;
    }
  EXPECT_EQ(catalogue.find("pipelines:read")->description,
            "View pipelines and their execution results");
}

TEST(PermissionCatalogue, what_it_does_not_hold_is_not_found) {
  const auto catalogue = PermissionCatalogue::standard();
  for (const auto* name : {"", "a", "zzz", "pipelines", "pipelines:rea", "PIPELINES:READ"})
    EXPECT_EQ(catalogue.find(name), nullptr) << name;
  EXPECT_EQ(PermissionCatalogue({}).find("pipelines:read"), nullptr);
}

TEST(PermissionCatalogue, a_copy_outlives_its_original) {
  std::optional<PermissionCatalogue> original(PermissionCatalogue({{"G", {{"b", ""}, {"a", ""}}}}));
  const PermissionCatalogue copy = *original;
  original.reset();
  EXPECT_TRUE(copy.contains("a"));
  EXPECT_TRUE(copy.contains("b"));
}

TEST(ScopeCategory, each_scope_belongs_to_one_category) {
  const auto catalogue = PermissionCatalogue::standard();
  EXPECT_EQ(category_of("openid", catalogue), ScopeCategory::oidc);
  EXPECT_EQ(category_of("uns:publish", catalogue), ScopeCategory::rbac);
  EXPECT_EQ(category_of("erp.sync", catalogue), ScopeCategory::custom);
  EXPECT_EQ(name(ScopeCategory::oidc), "oidc");
  EXPECT_EQ(name(ScopeCategory::rbac), "rbac");
  EXPECT_EQ(name(ScopeCategory::custom), "custom");
}

}  // namespace
}  // namespace latchkey::oauth
