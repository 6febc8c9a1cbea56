#include "store/permission_catalogues.hpp"

#include <gtest/gtest.h>

#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

oauth::PermissionCatalogue own_catalogue() {
  return oauth::PermissionCatalogue(
      {{"Recipes \"\u00e0 la carte\"", {{"recipes:read", "View: [all] recipes"}, {"a:b", "B"}}},
       {"Empty", {}}});
}

TEST_F(StoreTest, an_organization_begins_with_the_standard_permissions) {
  const auto standard = oauth::PermissionCatalogue::standard();
  EXPECT_EQ(read([&](Transaction& tx) { return permission_catalogues::find(tx, org_id()); }),
            standard);
  EXPECT_EQ(store().snapshot()->catalogue_of(org_id()), standard);
}

TEST_F(StoreTest, a_replaced_catalogue_counts_at_once_for_its_organization_and_is_kept) {
  const auto other = add_organization("Other");
  const auto taken_before = store().snapshot();
  write([&](Transaction& tx) {
    permission_catalogues::update(tx, org_id(), oauth::PermissionCatalogue({}));
  });
  write([&](Transaction& tx) { permission_catalogues::update(tx, org_id(), own_catalogue()); });
  EXPECT_EQ(store().snapshot()->catalogue_of(org_id()), own_catalogue());
  EXPECT_EQ(store().snapshot()->catalogue_of(other), oauth::PermissionCatalogue::standard());
  EXPECT_EQ(taken_before->catalogue_of(org_id()), oauth::PermissionCatalogue::standard());
  open();
  EXPECT_EQ(store().snapshot()->catalogue_of(org_id()), own_catalogue());
  EXPECT_EQ(read([&](Transaction& tx) { return permission_catalogues::find(tx, org_id()); }),
            own_catalogue());
}

}  // namespace
}  // namespace latchkey::store
