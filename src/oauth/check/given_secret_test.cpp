#include "oauth/check/given_secret.hpp"

#include <gtest/gtest.h>

namespace latchkey::oauth {
namespace {

TEST(GivenSecret, random_ones_are_good) {
  for (const auto* secret :
       {"lks_3kXhJ0m2v8Yq1cT5wZr7uN9bPf4sLgDe6iAoKxVtHj", "d41f5c0a9be72638f0c4e1b7a5928d36",
        "q7Jz+Vw3/8LrT1mYxN0aKcQeR5uHs2Gd=", "~!@#$%^&*()_+QWErty789zxcVBN456<>"})
    EXPECT_FALSE(given_secret_fault(secret)) << secret;
}

TEST(GivenSecret, short_and_long_ones_are_refused) {
  const std::string good = "d41f5c0a9be72638f0c4e1b7a5928d36";
  EXPECT_TRUE(given_secret_fault(""));
  EXPECT_TRUE(given_secret_fault(good.substr(1)));
  std::string long_secret;
  for (unsigned state = 1; long_secret.size() < 200; state = state * 1103515245 + 12345)
    long_secret += static_cast<char>('!' + state / 65536 % 94);
  EXPECT_FALSE(given_secret_fault(long_secret));
  EXPECT_TRUE(given_secret_fault(long_secret + "x"));
}

TEST(GivenSecret, what_does_not_look_random_is_refused) {
  for (const auto* secret :
       {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "0123456789abcdef0123456789abcdef",
        "abcdefghijklmnopqrstuvwxyz0123456789", "changemechangemechangemechangeme",
        "passwordpasswordpasswordpassword", "qwertyuiop1!qwertyuiop1!qwertyuiop1!qwe",
        "abababababababababababababababababcd", "11112222333344445555666677778888"})
    EXPECT_TRUE(given_secret_fault(secret)) << secret;
}

TEST(GivenSecret, only_visible_ascii_is_taken) {
  const std::string good = "d41f5c0a9be72638f0c4e1b7a5928d36";
  for (const auto* bad : {" ", "\n", "\t", "\x7F", "\xC3\xA4"})
    EXPECT_TRUE(given_secret_fault(good + bad)) << bad;
}

}  // namespace
}  // namespace latchkey::oauth
