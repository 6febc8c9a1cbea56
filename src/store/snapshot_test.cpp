#include "store/snapshot.hpp"

#include <gmock/gmock.h>

#include "store/permission_catalogues.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

TEST_F(StoreTest, authority_is_the_union_of_the_roles) {
  const auto add_role = [&](const std::string& name, std::vector<std::string> permissions) {
    oauth::Role role;
    role.id = make_id(random, "rol_");
    role.org_id = org_id();
    role.name = name;
    role.permissions = oauth::ScopeSet(std::move(permissions));
    write([&](Transaction& tx) { roles::insert(tx, role); });
  };
  add_role("One", {"pipelines:read", "models:read"});
  add_role("Two", {"models:read", "uns:publish"});
  const auto user = make_user("ada@example.com", {"One", "Two"});
  const auto authority = store().snapshot()->authority(user);
  EXPECT_THAT(authority.permissions.values(),
              ElementsAre("pipelines:read", "models:read", "uns:publish"));
  EXPECT_FALSE(authority.is_system_administrator);
  EXPECT_EQ(authority.user.id, user.id);
}

TEST_F(StoreTest, a_system_administrator_holds_the_whole_catalogue_as_it_is_now) {
  const auto user = make_user("ada@example.com", {"System Administrator"});
  EXPECT_EQ(store().snapshot()->authority(user).permissions, catalogue.all());
  const oauth::PermissionCatalogue later(
      {{.name = "New", .permissions = {{.name = "new:thing", .description = "New"}}}});
  write([&](Transaction& tx) { permission_catalogues::update(tx, org_id(), later); });
  const auto authority = store().snapshot()->authority(user);
  EXPECT_TRUE(authority.is_system_administrator);
  EXPECT_THAT(authority.permissions.values(), ElementsAre("new:thing"));
}

TEST_F(StoreTest, roles_of_another_organization_give_nothing) {
  const auto other = add_organization("Other");
  auto user = make_user("ada@example.com");
  user.role_ids = {role_id(other, "System Administrator"), "rol_unknown"};
  const auto authority = store().snapshot()->authority(user);
  EXPECT_FALSE(authority.is_system_administrator);
  EXPECT_TRUE(authority.permissions.empty());
}

TEST_F(StoreTest, built_in_roles_grow_from_viewer_to_engineer) {
  const auto permissions = [&](std::string_view name) {
    return store().snapshot()->role(role_id(org_id(), name))->permissions;
  };
  const auto viewer = permissions("Viewer");
  const auto all_of_operator = permissions("Operator");
  const auto engineer = permissions("Engineer");
  EXPECT_TRUE(viewer.contains("pipelines:read"));
  EXPECT_FALSE(viewer.contains("pipelines:execute"));
  EXPECT_FALSE(viewer.contains("audit:read"));
  EXPECT_TRUE(all_of_operator.contains("pipelines:execute"));
  EXPECT_TRUE(all_of_operator.contains("uns:publish"));
  EXPECT_FALSE(all_of_operator.contains("pipelines:write"));
  EXPECT_TRUE(engineer.contains("pipelines:write"));
  EXPECT_FALSE(engineer.contains("clients:write"));
  EXPECT_FALSE(engineer.contains("organizations:write"));
  EXPECT_FALSE(engineer.contains("tokens:introspect"));
  EXPECT_THAT(engineer.values(), IsSupersetOf(all_of_operator.values()));
  EXPECT_THAT(all_of_operator.values(), IsSupersetOf(viewer.values()));
}

TEST_F(StoreTest, acting_users_follow_clients_users_and_roles) {
  auto user = add_user("ada@example.com", {"Viewer"});
  EXPECT_FALSE(store().snapshot()->acting_user(user.id));

  auto client = make_client("ERP");
  client.acting_user_id = user.id;
  add_client(client);
  auto acting = store().snapshot()->acting_user(user.id);
  ASSERT_TRUE(acting);
  EXPECT_TRUE(acting->permissions.contains("pipelines:read"));
  EXPECT_FALSE(acting->permissions.contains("pipelines:write"));

  user.role_ids = {role_id(org_id(), "Engineer")};
  write([&](Transaction& tx) { return users::update(tx, user, now()); });
  acting = store().snapshot()->acting_user(user.id);
  ASSERT_TRUE(acting);
  EXPECT_TRUE(acting->permissions.contains("pipelines:write"));

  auto role = *store().snapshot()->role(user.role_ids.front());
  role.permissions = oauth::ScopeSet({"models:read"});
  write([&](Transaction& tx) { return roles::update(tx, role); });
  EXPECT_THAT(store().snapshot()->acting_user(user.id)->permissions.values(),
              ElementsAre("models:read"));

  user.status = oauth::Status::disabled;
  write([&](Transaction& tx) { return users::update(tx, user, now()); });
  EXPECT_FALSE(store().snapshot()->acting_user(user.id)->user.is_active());

  write([&](Transaction& tx) { return users::erase(tx, user.org_id, user.id, now()); });
  EXPECT_FALSE(store().snapshot()->acting_user(user.id));
  EXPECT_EQ(store().snapshot()->client(client.id)->acting_user_id, user.id);
}

}  // namespace
}  // namespace latchkey::store
