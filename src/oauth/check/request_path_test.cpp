#include "oauth/check/request_path.hpp"

#include <gtest/gtest.h>

namespace latchkey::oauth {
namespace {

std::string read(std::string_view target) {
  const auto path = read_request_path(target);
  return path ? path->text : "refused";
}

TEST(RequestPath, it_is_decoded_and_has_neither_query_nor_a_slash_at_its_end) {
  EXPECT_EQ(read("/"), "/");
  EXPECT_EQ(read("/pipelines"), "/pipelines");
  EXPECT_EQ(read("/pipelines/"), "/pipelines");
  EXPECT_EQ(read("/pipelines/7?x=/../%00;#"), "/pipelines/7");
  EXPECT_EQ(read("/?"), "/");
  EXPECT_EQ(read("/%70ipelines"), "/pipelines");
  EXPECT_EQ(read("/%C3%A4/a%20b"), "/ä/a b");
  EXPECT_EQ(read("/a.b/..c/.d/%2Ee"), "/a.b/..c/.d/.e");
  EXPECT_EQ(read("/a:b@c/(x)+y=z,!$&'*~"), "/a:b@c/(x)+y=z,!$&'*~");
}

TEST(RequestPath, dot_segments_are_refused_however_they_are_written) {
  for (const auto* target :
       {"/..", "/.", "/a/../admin", "/a/./admin", "/a/..", "/a/../", "/a/.", "/%2e%2e/admin",
        "/a/%2E./b", "/a/.%2e/b", "/a/%2e/b", "/a/..?x", "/a/...", "/a/.../b"})
    EXPECT_EQ(read(target), "refused") << target;
}

TEST(RequestPath, empty_segments_are_refused) {
  for (const auto* target : {"//", "///", "//admin", "/a//admin", "/a//", "/a///"})
    EXPECT_EQ(read(target), "refused") << target;
}

TEST(RequestPath, escaped_delimiters_and_double_escapes_are_refused) {
  for (const auto* target :
       {"/a%2Fb", "/a%2fb", "/a%5Cb", "/a%5c..%5cb", "/a%3Bx", "/a%3fx", "/a%23x", "/a%25",
        "/%252e%252e/a", "/a%252Fb", "/a%00", "/a%00.json", "/a%0d%0aX", "/a%1f", "/a%7F"})
    EXPECT_EQ(read(target), "refused") << target;
}

TEST(RequestPath, broken_escapes_and_what_is_no_utf8_are_refused) {
  for (const auto* target :
       {"/%", "/a%2", "/%zz", "/%u002f", "/a%2x", "/%c0%af", "/%ff", "/%e0%80%af", "/%ed%a0%80"})
    EXPECT_EQ(read(target), "refused") << target;
}

TEST(RequestPath, path_parameters_and_other_characters_are_refused) {
  for (const auto* target :
       {"/a;b", "/a;/b", "/..;/admin", "/;/admin", "/a\\b", "/\\..\\a", "/a b", "/a\tb", "/a\"",
        "/<a>", "/a|b", "/{a}", "/a^", "/a`", "/a#b", "/\xc3\xa4"})
    EXPECT_EQ(read(target), "refused") << target;
  EXPECT_EQ(read(std::string_view("/a\0b", 4)), "refused");
}

TEST(RequestPath, segments_that_some_file_systems_shorten_are_refused) {
  for (const auto* target :
       {"/admin.", "/admin%2e", "/admin%20", "/%20admin", "/admin./x", "/admin%20/x"})
    EXPECT_EQ(read(target), "refused") << target;
}

TEST(RequestPath, other_forms_of_a_target_are_refused) {
  for (const auto* target :
       {"", "*", "a", "?x", "http://api.example.com/a", "api.example.com:443", "#"})
    EXPECT_EQ(read(target), "refused") << target;
  EXPECT_EQ(read("/" + std::string(4095, 'a')).size(), 4096U);
  EXPECT_EQ(read("/" + std::string(4096, 'a')), "refused");
  EXPECT_EQ(read("/a?" + std::string(8000, 'a')), "/a");
}

}  // namespace
}  // namespace latchkey::oauth
