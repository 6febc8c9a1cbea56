#include "crypto/password.hpp"

#include <gtest/gtest.h>

namespace latchkey::crypto {
namespace {

constexpr std::string_view parameters = "$argon2id$v=19$m=19456,t=2,p=1$";

const Secret password(std::string_view("correct horse battery staple"));

TEST(Password, a_hash_verifies_its_own_password_only) {
  const std::string phc = hash_password(password);
  EXPECT_TRUE(phc.starts_with(parameters)) << phc;
  EXPECT_TRUE(verify_password(password, phc));
  EXPECT_FALSE(verify_password(Secret(std::string_view("correct horse battery stapl")), phc));
  EXPECT_FALSE(verify_password(Secret(), phc));
}

TEST(Password, hashes_are_salted) {
  EXPECT_NE(hash_password(password), hash_password(password));
}

TEST(Password, every_byte_counts_up_to_the_limit_and_beyond_a_nul) {
  std::string longest(max_password_bytes, 'x');
  longest[10] = '\0';
  const std::string phc = hash_password(Secret(longest));
  EXPECT_TRUE(verify_password(Secret(longest), phc));
  longest.back() = 'y';
  EXPECT_FALSE(verify_password(Secret(longest), phc));
}

TEST(Password, what_is_no_argon2id_phc_string_verifies_nothing) {
  const std::string phc = hash_password(password);
  EXPECT_FALSE(verify_password(password, ""));
  EXPECT_FALSE(verify_password(password, "correct horse battery staple"));
  EXPECT_FALSE(verify_password(password, "$argon2id$"));
  EXPECT_FALSE(verify_password(password, phc.substr(0, phc.size() - 1)));
  EXPECT_FALSE(verify_password(password, phc + std::string("\0x", 2)));
  EXPECT_FALSE(verify_password(password, phc + std::string(1000, 'A')));
  EXPECT_FALSE(verify_password(password, "$argon2i$" + phc.substr(10)));
}

TEST(Password, rfc9106_the_decoy_costs_what_a_real_hash_costs_and_matches_nothing) {
  EXPECT_TRUE(decoy_password_hash().starts_with(parameters));
  EXPECT_EQ(decoy_password_hash().size(), hash_password(password).size());
  EXPECT_FALSE(verify_password(password, decoy_password_hash()));
  EXPECT_FALSE(verify_password(Secret(), decoy_password_hash()));
}

}  // namespace
}  // namespace latchkey::crypto
