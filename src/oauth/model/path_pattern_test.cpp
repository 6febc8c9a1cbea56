#include "oauth/model/path_pattern.hpp"

#include <gtest/gtest.h>

namespace latchkey::oauth {
namespace {

using Match = PathPattern::Match;

PathPattern pattern(std::string_view text) {
  auto parsed = PathPattern::parse(text);
  EXPECT_TRUE(parsed.has_value()) << text << " " << (parsed ? "" : parsed.error());
  return parsed.value_or(PathPattern());
}

TEST(PathPattern, literals_match_themselves_alone) {
  const auto pipelines = pattern("/plant/pipelines");
  EXPECT_EQ(pipelines.match("/plant/pipelines"), Match::exact);
  for (const auto* path : {"/", "/plant", "/plant/pipelines/1", "/plant/pipeline",
                           "/plant/pipelinesx", "/x/plant/pipelines", "/plantpipelines"})
    EXPECT_EQ(pipelines.match(path), Match::none) << path;
  EXPECT_EQ(pattern("/").match("/"), Match::exact);
  EXPECT_EQ(pattern("/").match("/x"), Match::none);
}

TEST(PathPattern, a_star_is_one_segment) {
  const auto runs = pattern("/pipelines/*/runs");
  EXPECT_EQ(runs.match("/pipelines/7/runs"), Match::exact);
  EXPECT_EQ(runs.match("/pipelines/ä b/runs"), Match::exact);
  for (const auto* path :
       {"/pipelines/runs", "/pipelines/7/8/runs", "/pipelines/7", "/pipelines/7/runs/1"})
    EXPECT_EQ(runs.match(path), Match::none) << path;
}

TEST(PathPattern, two_stars_are_any_number_of_segments_and_none) {
  const auto below = pattern("/files/**");
  for (const auto* path : {"/files", "/files/a", "/files/a/b/c"})
    EXPECT_EQ(below.match(path), Match::exact) << path;
  EXPECT_EQ(below.match("/filesystem"), Match::none);
  EXPECT_EQ(below.match("/"), Match::none);
  for (const auto* path : {"/", "/a", "/a/b"}) EXPECT_EQ(pattern("/**").match(path), Match::exact);
}

TEST(PathPattern, another_case_of_letters_is_told_apart) {
  const auto admin = pattern("/admin/*/Keys");
  EXPECT_EQ(admin.match("/ADMIN/x/Keys"), Match::in_other_case);
  EXPECT_EQ(admin.match("/admin/x/keys"), Match::in_other_case);
  EXPECT_EQ(admin.match("/admin/X/Keys"), Match::exact);
  EXPECT_EQ(admin.match("/admin/x/key"), Match::none);
}

TEST(PathPattern, malformed_ones_are_refused) {
  for (const auto* text :
       {"", "pipelines", "*", "/a/", "//", "/a//b", "/a/./b", "/a/..", "/a*", "/**/b", "/a/***",
        "/%61", "/a;b", "/a?b", "/a#b", "/a b", "/\\a", "/{id}", "/ä"})
    EXPECT_FALSE(PathPattern::parse(text).has_value()) << text;
}

TEST(PathPattern, from_the_left_a_literal_goes_before_a_star_and_that_before_two) {
  const char* ordered[] = {"/a/b/c",  "/a/b/*", "/a/b/**", "/a/*/c",
                           "/a/*/**", "/*/b/c", "/*/*",    "/**"};
  for (std::size_t i = 0; i < std::size(ordered); ++i)
    for (std::size_t j = 0; j < std::size(ordered); ++j)
      EXPECT_EQ(pattern(ordered[i]).is_more_specific_than(pattern(ordered[j])), i < j)
          << ordered[i] << " " << ordered[j];
  EXPECT_TRUE(pattern("/a").is_more_specific_than(pattern("/a/**")));
}

TEST(PathPattern, the_same_paths_are_the_same_pattern) {
  EXPECT_TRUE(pattern("/a/*").is_same_as(pattern("/A/*")));
  EXPECT_FALSE(pattern("/a/*").is_same_as(pattern("/a/**")));
  EXPECT_FALSE(pattern("/a").is_same_as(pattern("/a/**")));
}

}  // namespace
}  // namespace latchkey::oauth
