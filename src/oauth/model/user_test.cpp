#include "oauth/model/user.hpp"

#include <gtest/gtest.h>

namespace latchkey::oauth {
namespace {

User named(std::string first, std::string last) {
  User user;
  user.email = "ada@example.com";
  user.first_name = std::move(first);
  user.last_name = std::move(last);
  return user;
}

TEST(User, display_name_is_first_and_last_name_or_the_email) {
  EXPECT_EQ(named("Ada", "Lovelace").display_name(), "Ada Lovelace");
  EXPECT_EQ(named("Ada", "").display_name(), "Ada");
  EXPECT_EQ(named("", "Lovelace").display_name(), "Lovelace");
  EXPECT_EQ(named("", "").display_name(), "ada@example.com");
}

TEST(User, is_active_unless_disabled) {
  User user;
  EXPECT_TRUE(user.is_active());
  user.status = Status::disabled;
  EXPECT_FALSE(user.is_active());
}

}  // namespace
}  // namespace latchkey::oauth
