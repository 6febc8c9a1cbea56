#include "store/settings.hpp"

#include <gtest/gtest.h>

#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

using std::chrono::seconds;

void expect_equal(const oauth::Settings& a, const oauth::Settings& b) {
  EXPECT_EQ(a.rbac_enabled, b.rbac_enabled);
  EXPECT_EQ(a.brand_name, b.brand_name);
  EXPECT_EQ(a.access_token_lifetime, b.access_token_lifetime);
  EXPECT_EQ(a.id_token_lifetime, b.id_token_lifetime);
  EXPECT_EQ(a.authorization_code_lifetime, b.authorization_code_lifetime);
  EXPECT_EQ(a.refresh_token_idle_lifetime, b.refresh_token_idle_lifetime);
  EXPECT_EQ(a.refresh_token_absolute_lifetime, b.refresh_token_absolute_lifetime);
  EXPECT_EQ(a.session_idle_lifetime, b.session_idle_lifetime);
  EXPECT_EQ(a.session_absolute_lifetime, b.session_absolute_lifetime);
}

TEST_F(StoreTest, settings_are_defaults_until_they_are_set) {
  expect_equal(read([&](Transaction& tx) { return settings::find(tx, org_id()); }), {});
  const oauth::Settings set{.rbac_enabled = false,
                            .brand_name = "Plant \"7\"",
                            .access_token_lifetime = seconds(1),
                            .id_token_lifetime = seconds(2),
                            .authorization_code_lifetime = seconds(3),
                            .refresh_token_idle_lifetime = seconds(4),
                            .refresh_token_absolute_lifetime = seconds(5),
                            .session_idle_lifetime = seconds(6),
                            .session_absolute_lifetime = seconds(7)};
  write([&](Transaction& tx) { settings::update(tx, org_id(), {}); });
  write([&](Transaction& tx) { settings::update(tx, org_id(), set); });
  expect_equal(read([&](Transaction& tx) { return settings::find(tx, org_id()); }), set);
  expect_equal(store().snapshot()->settings_of(org_id()), set);
  expect_equal(store().snapshot()->settings_of(add_organization("Other")), {});
}

TEST_F(StoreTest, a_setting_that_is_not_stored_keeps_its_default) {
  write([&](Transaction& tx) {
    tx.execute("INSERT INTO settings (org_id, content) VALUES ($1, $2)",
               {org_id(), R"({"brand_name":"Plant","unknown":1})"});
  });
  oauth::Settings expected;
  expected.brand_name = "Plant";
  expect_equal(read([&](Transaction& tx) { return settings::find(tx, org_id()); }), expected);
}

}  // namespace
}  // namespace latchkey::store
