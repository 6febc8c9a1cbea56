#include "identity/email.hpp"

#include <gtest/gtest.h>
#include <string>

namespace latchkey::identity {
namespace {

TEST(Email, what_will_do) {
  for (const auto* email :
       {"ada@example.com", "admin@localhost", "first.last+tag@mail.example.co.uk", "o'neil@a.ie",
        "\xc3\xbc@m\xc3\xbcnchen.example"})
    EXPECT_EQ(email_fault(email), std::nullopt) << email;
}

TEST(Email, what_will_not) {
  for (const auto* email :
       {"", "ada", "@example.com", "ada@", "a@b@c", "ada @example.com", "ada@exam ple.com",
        "ada@example.com\n", "ada@-example.com", "ada@example..com", "ada@example.com.",
        ".ada@example.com", "a..da@example.com", "<ada@example.com>", "ada,bob@example.com",
        "ada@exam_ple.com", "ada@\xff.com"})
    EXPECT_TRUE(email_fault(email)) << email;
}

TEST(Email, rfc5321_4_5_3_1_lengths) {
  const std::string local(64, 'a');
  EXPECT_FALSE(email_fault(local + "@example.com"));
  EXPECT_TRUE(email_fault(local + "a@example.com"));
  std::string domain;
  while (domain.size() < 254 - 2 - 3) domain += "abcdefg.";
  domain.resize(254 - 2 - 3);
  if (domain.back() == '.')
    domain.back() = 'x';
  EXPECT_FALSE(email_fault("a@" + domain + "xyz"));
  EXPECT_TRUE(email_fault("a@" + domain + "xyzz"));
}

}  // namespace
}  // namespace latchkey::identity
