#include "page/return_target.hpp"

#include <gtest/gtest.h>
#include <string>

namespace latchkey::page {
namespace {

TEST(ReturnTarget, a_local_path_will_do) {
  for (const auto* path : {"/", "/account", "/console/clients?q=a&sort=name", "/a//b", "/a:b",
                           "/%2f%2fevil.example", "/a#b", "/@evil.example", "/.//evil.example"})
    EXPECT_TRUE(is_local_path(path)) << path;
}

TEST(ReturnTarget, what_a_browser_takes_for_another_site_will_not) {
  for (const auto* target : {"",
                             "account",
                             "//evil.example",
                             "///evil.example",
                             "/\\evil.example",
                             "\\/evil.example",
                             "\\\\evil.example",
                             "/\t/evil.example",
                             "/\n/evil.example",
                             "/\r/evil.example",
                             "\t//evil.example",
                             " //evil.example",
                             "https://evil.example",
                             "https:/evil.example",
                             "https:evil.example",
                             "javascript:alert(1)",
                             "data:text/html,x",
                             "/a b",
                             "/a\\b",
                             "/\x7f/a",
                             "/\xc2\xa0/a"})
    EXPECT_FALSE(is_local_path(target)) << target;
  EXPECT_FALSE(is_local_path(std::string("/\0/a", 4)));
}

TEST(ReturnTarget, a_path_over_2048_bytes_will_not) {
  const std::string longest = "/" + std::string(2047, 'a');
  EXPECT_TRUE(is_local_path(longest));
  EXPECT_FALSE(is_local_path(longest + "a"));
}

TEST(ReturnTarget, the_first_page_stands_in) {
  EXPECT_EQ(return_target("/console/"), "/console/");
  EXPECT_EQ(return_target("//evil.example"), "/");
  EXPECT_EQ(return_target(std::nullopt), "/");
}

}  // namespace
}  // namespace latchkey::page
