#include "store/roles.hpp"

#include <gmock/gmock.h>

#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

using roles::Change;
using ::testing::ElementsAre;

class RolesTest : public StoreTest {
 protected:
  oauth::Role make_role(const std::string& name) {
    oauth::Role role;
    role.id = make_id(random, "rol_");
    role.org_id = org_id();
    role.name = name;
    role.description = "A role for tests";
    role.permissions = oauth::ScopeSet({"models:read", "uns:publish"});
    role.created_at = now();
    role.updated_at = now();
    return role;
  }
  Change insert(const oauth::Role& role) {
    return write([&](Transaction& tx) { return roles::insert(tx, role); });
  }
  Change update(const oauth::Role& role) {
    return write([&](Transaction& tx) { return roles::update(tx, role); });
  }
  Change erase(const oauth::Role& role) {
    return write([&](Transaction& tx) { return roles::erase(tx, role.org_id, role.id); });
  }
  std::optional<oauth::Role> find(const oauth::Role& role) {
    return read([&](Transaction& tx) { return roles::find(tx, role.org_id, role.id); });
  }
  std::vector<std::string> names(const PageRequest& request) {
    std::vector<std::string> names;
    const auto page = read([&](Transaction& tx) { return roles::list(tx, org_id(), request); });
    for (const auto& role : page.items) names.push_back(role.name);
    return names;
  }
};

TEST_F(RolesTest, every_field_comes_back) {
  const auto role = make_role("Tester");
  EXPECT_EQ(insert(role), Change::done);
  for (const auto& found : {find(role).value(), *store().snapshot()->role(role.id)}) {
    EXPECT_EQ(found.id, role.id);
    EXPECT_EQ(found.org_id, role.org_id);
    EXPECT_EQ(found.name, "Tester");
    EXPECT_EQ(found.description, "A role for tests");
    EXPECT_FALSE(found.is_built_in);
    EXPECT_FALSE(found.is_system_administrator);
    EXPECT_EQ(found.permissions, role.permissions);
    EXPECT_EQ(found.created_at, role.created_at);
    EXPECT_EQ(found.updated_at, role.updated_at);
  }
}

TEST_F(RolesTest, names_are_unique_within_an_organization_without_regard_to_case) {
  EXPECT_EQ(insert(make_role("vIEWER")), Change::name_taken);
  auto role = make_role("Tester");
  EXPECT_EQ(insert(role), Change::done);
  role.name = "viewer";
  EXPECT_EQ(update(role), Change::name_taken);
  EXPECT_EQ(find(role)->name, "Tester");
  role.name = "TESTER";
  EXPECT_EQ(update(role), Change::done);
  auto foreign = make_role("Tester");
  foreign.org_id = add_organization("Other");
  EXPECT_EQ(insert(foreign), Change::done);
}

TEST_F(RolesTest, update_changes_name_description_and_permissions_only) {
  auto role = make_role("Tester");
  insert(role);
  role.name = "Checker";
  role.description = "";
  role.permissions = oauth::ScopeSet({"audit:read"});
  role.updated_at = now() + std::chrono::seconds(1);
  auto asked = role;
  asked.is_system_administrator = true;
  asked.is_built_in = true;
  EXPECT_EQ(update(asked), Change::done);
  const auto found = find(role).value();
  EXPECT_EQ(found.name, "Checker");
  EXPECT_EQ(found.description, "");
  EXPECT_EQ(found.permissions, role.permissions);
  EXPECT_EQ(found.updated_at, role.updated_at);
  EXPECT_EQ(found.created_at, role.created_at);
  EXPECT_FALSE(found.is_system_administrator);
  EXPECT_FALSE(found.is_built_in);
}

TEST_F(RolesTest, the_system_administrator_role_stays_as_it_is) {
  auto role = read([&](Transaction& tx) { return roles::system_administrator(tx, org_id()); });
  EXPECT_TRUE(role.is_system_administrator);
  EXPECT_EQ(role.permissions, catalogue.all());
  role.permissions = {};
  EXPECT_EQ(update(role), Change::built_in);
  EXPECT_EQ(erase(role), Change::built_in);
  EXPECT_EQ(find(role)->permissions, catalogue.all());
}

TEST_F(RolesTest, other_built_in_roles_can_be_edited_and_deleted) {
  auto role = *store().snapshot()->role(role_id(org_id(), "Viewer"));
  EXPECT_TRUE(role.is_built_in);
  role.permissions = oauth::ScopeSet({"audit:read"});
  EXPECT_EQ(update(role), Change::done);
  EXPECT_EQ(erase(role), Change::done);
  EXPECT_EQ(erase(role), Change::gone);
  EXPECT_EQ(update(role), Change::gone);
  EXPECT_EQ(store().snapshot()->role(role.id), nullptr);
}

TEST_F(RolesTest, a_role_that_is_held_cannot_be_deleted) {
  const auto role = make_role("Tester");
  insert(role);
  const auto user = add_user("ada@example.com", {"Tester"});
  EXPECT_EQ(read([&](Transaction& tx) { return roles::holders(tx, role.id); }), 1);
  EXPECT_EQ(erase(role), Change::in_use);
  auto without = user;
  without.role_ids.clear();
  write([&](Transaction& tx) { return users::update(tx, without, now()); });
  EXPECT_EQ(erase(role), Change::done);
}

TEST_F(RolesTest, another_organization_sees_and_changes_nothing) {
  const auto role = make_role("Tester");
  insert(role);
  auto foreign = role;
  foreign.org_id = add_organization("Other");
  EXPECT_FALSE(find(foreign));
  EXPECT_EQ(update(foreign), Change::gone);
  EXPECT_EQ(erase(foreign), Change::gone);
  EXPECT_TRUE(find(role));
}

TEST_F(RolesTest, list_searches_sorts_and_counts) {
  insert(make_role("auditor"));
  EXPECT_THAT(names({.sort = "name"}),
              ElementsAre("auditor", "Engineer", "Operator", "System Administrator", "Viewer"));
  EXPECT_THAT(names({.q = "FOR TESTS"}), ElementsAre("auditor"));
  const auto page =
      read([&](Transaction& tx) { return roles::list(tx, org_id(), {.page = 2, .page_size = 3}); });
  EXPECT_EQ(page.total, 5);
  EXPECT_EQ(page.items.size(), 2U);
}

TEST_F(RolesTest, the_first_organization_stays_the_default) {
  const auto first = org_id();
  add_organization("Other");
  EXPECT_EQ(read([](Transaction& tx) { return organizations::default_id(tx); }), first);
}

}  // namespace
}  // namespace latchkey::store
