#include "identity/password_policy.hpp"

#include <gtest/gtest.h>
#include <string>

namespace latchkey::identity {
namespace {

bool will_do(std::string password, std::string_view email = "ada@example.com") {
  return !password_fault(Secret(std::move(password)), email);
}

TEST(PasswordPolicy, nist_5_1_1_2_length_is_in_characters) {
  EXPECT_FALSE(will_do("tree lamp"));
  EXPECT_TRUE(will_do("tree lamps"));
  EXPECT_FALSE(will_do("ünïcödé e"));
  EXPECT_TRUE(will_do("ünïcödé ey"));
}

TEST(PasswordPolicy, nist_5_1_1_2_no_composition_rules) {
  EXPECT_TRUE(will_do("correct horse battery staple"));
  EXPECT_TRUE(will_do("plumtreelamp"));
}

TEST(PasswordPolicy, longer_than_can_be_hashed_is_refused) {
  std::string longest;
  while (longest.size() < 1024) longest += "plum tree ";
  longest.resize(1024);
  EXPECT_TRUE(will_do(longest));
  EXPECT_FALSE(will_do(longest + "x"));
}

TEST(PasswordPolicy, the_email_address_is_no_password) {
  EXPECT_FALSE(will_do("Ada@Example.com"));
  EXPECT_FALSE(will_do("longlocalpart", "LongLocalPart@example.com"));
  EXPECT_TRUE(will_do("longlocalpart", "other@example.com"));
}

TEST(PasswordPolicy, what_anyone_would_guess_first_is_refused) {
  for (const auto* guess : {"password123", "PASSWORD123", "aaaaaaaaaa", "1234567890", "9876543210",
                            "abcdefghijkl", "qwertyuiop"})
    EXPECT_FALSE(will_do(guess)) << guess;
}

TEST(PasswordPolicy, what_is_no_text_is_refused) {
  EXPECT_FALSE(will_do(std::string("plum tree\0lamp", 14)));
  EXPECT_FALSE(will_do("plum tree lamp \xff"));
}

}  // namespace
}  // namespace latchkey::identity
