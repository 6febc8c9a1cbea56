#include "identity/first_administrator.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

#include "crypto/password.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::identity {
namespace {

class FirstAdministratorTest : public store::StoreTest {
 protected:
  std::optional<store::users::Login> login(const std::string& email) {
    return read([&](store::Transaction& tx) {
      return store::users::find_login(tx, store::users::canonical_email(email));
    });
  }
};

TEST_F(FirstAdministratorTest, is_made_with_a_generated_password_when_nothing_is_given) {
  const auto first = create_first_administrator(store(), std::nullopt, std::nullopt);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->email, "admin@localhost");
  EXPECT_TRUE(first->is_generated);
  EXPECT_GE(first->password.reveal().size(), 26U);
  const auto made = login("admin@localhost");
  ASSERT_TRUE(made);
  EXPECT_TRUE(crypto::verify_password(first->password, made->password_hash));
  const auto authority = store().snapshot()->authority(made->user);
  EXPECT_TRUE(authority.is_system_administrator);
}

TEST_F(FirstAdministratorTest, takes_what_the_operator_gives_and_calls_nothing_generated) {
  const auto first =
      create_first_administrator(store(), "Ada@Example.com", Secret(std::string("plum tree lamp")));
  ASSERT_TRUE(first);
  EXPECT_FALSE(first->is_generated);
  EXPECT_TRUE(login("ada@example.com"));
}

TEST_F(FirstAdministratorTest, is_not_made_where_there_are_users) {
  add_user("ada@example.com");
  EXPECT_FALSE(create_first_administrator(store(), std::nullopt, std::nullopt));
  EXPECT_FALSE(login("admin@localhost"));
}

TEST_F(FirstAdministratorTest, keeps_the_rules_for_email_and_password) {
  EXPECT_THROW(create_first_administrator(store(), "no address", std::nullopt), std::runtime_error);
  EXPECT_THROW(create_first_administrator(store(), std::nullopt, Secret(std::string("too short"))),
               std::runtime_error);
  EXPECT_FALSE(login("admin@localhost"));
}

}  // namespace
}  // namespace latchkey::identity
