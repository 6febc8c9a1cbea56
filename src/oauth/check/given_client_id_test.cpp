#include "oauth/check/given_client_id.hpp"

#include <gtest/gtest.h>
#include <string>

namespace latchkey::oauth {
namespace {

TEST(GivenClientId, it_holds_what_no_url_escapes) {
  for (const auto* text : {"erp-sync", "lkc_4d2hq", "7ab", "com.example.App~1"})
    EXPECT_TRUE(is_good_client_id(text)) << text;
  EXPECT_TRUE(is_good_client_id(std::string(100, 'x')));
  for (const auto* text :
       {"", "ab", "..", "...", "-abc", "_abc", "a b", "a/b", "a%20b", "a:b", "b\xC3\xA4r", "abc\n"})
    EXPECT_FALSE(is_good_client_id(text)) << text;
  EXPECT_FALSE(is_good_client_id(std::string(101, 'x')));
}

}  // namespace
}  // namespace latchkey::oauth
