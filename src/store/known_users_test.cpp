#include "store/known_users.hpp"

#include <gtest/gtest.h>

#include "store/roles.hpp"
#include "store/store_fixture.hpp"
#include "store/users.hpp"

namespace latchkey::store {
namespace {

class KnownUsersTest : public StoreTest {
 protected:
  std::shared_ptr<const oauth::Authority> find_or_read(const std::string& user_id) {
    const auto snapshot = store().snapshot();
    return store().read_now([&](Transaction& tx) {
      return store().known_users().find_or_read(tx, *snapshot, user_id);
    });
  }
  std::shared_ptr<const oauth::Authority> find(const std::string& user_id) {
    return store().known_users().find(*store().snapshot(), user_id);
  }

  oauth::User ada = add_user("ada@example.com", {"Viewer"});
};

TEST_F(KnownUsersTest, a_user_who_was_read_is_known_with_what_its_roles_allow) {
  EXPECT_FALSE(find(ada.id));
  const auto read = find_or_read(ada.id);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->user.email, "ada@example.com");
  EXPECT_TRUE(read->permissions.contains("pipelines:read"));
  EXPECT_EQ(find(ada.id), read);
  EXPECT_EQ(find_or_read(ada.id), read);
}

TEST_F(KnownUsersTest, nobody_is_known_by_an_id_that_is_nobody_s) {
  EXPECT_FALSE(find_or_read("user_nobody"));
  EXPECT_FALSE(find("user_nobody"));
}

TEST_F(KnownUsersTest, a_changed_user_is_read_again) {
  find_or_read(ada.id);
  ada.status = oauth::Status::disabled;
  write([&](Transaction& tx) { users::update(tx, ada, now()); });
  EXPECT_FALSE(find(ada.id));
  EXPECT_FALSE(find_or_read(ada.id)->user.is_active());
}

TEST_F(KnownUsersTest, so_is_one_whose_role_allows_less) {
  find_or_read(ada.id);
  auto viewer = *store().snapshot()->role(ada.role_ids.at(0));
  viewer.permissions = oauth::ScopeSet();
  write([&](Transaction& tx) { roles::update(tx, viewer); });
  EXPECT_TRUE(find_or_read(ada.id)->permissions.empty());
}

TEST_F(KnownUsersTest, a_deleted_user_is_no_longer_known) {
  find_or_read(ada.id);
  write([&](Transaction& tx) { users::erase(tx, ada.org_id, ada.id, now()); });
  EXPECT_FALSE(find(ada.id));
  EXPECT_FALSE(find_or_read(ada.id));
}

}  // namespace
}  // namespace latchkey::store
