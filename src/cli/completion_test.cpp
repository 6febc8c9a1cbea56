#include "cli/completion.hpp"

#include <CLI/CLI.hpp>
#include <gmock/gmock.h>

#include "cli/command.hpp"

namespace latchkey::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// program
//   group
//     leaf value --status active|disabled --file FILE --flag -f
class CompletionTest : public ::testing::Test {
 protected:
  CompletionTest() {
    CLI::App& group = add_group(app, "group", "It's a group");
    auto* leaf = group.add_subcommand("leaf", "Does [things]: all");
    one_of(leaf->add_option("value", value, "Which"), {"one", "two"});
    one_of(leaf->add_option("--status", value, "Only"), {"active", "disabled"});
    leaf->add_option("--file", value, "Where")->type_name("FILE");
    leaf->add_option("--name", values, "Which")->type_name("NAME");
    leaf->add_flag("-f,--flag,!--no-flag", flag, "Whether");
  }
  CLI::App app{"Program", "program"};
  std::string value;
  std::vector<std::string> values;
  bool flag = false;
};

TEST_F(CompletionTest, the_tree_is_what_was_declared) {
  const auto root = completion_tree(app);
  ASSERT_EQ(root.children.size(), 1U);
  const auto& group = root.children.front();
  EXPECT_EQ(group.path, "group");
  ASSERT_EQ(group.children.size(), 1U);
  const auto& leaf = group.children.front();
  EXPECT_EQ(leaf.path, "group leaf");
  EXPECT_EQ(leaf.description, "Does [things]: all");
  EXPECT_THAT(leaf.positional_values, ElementsAre("one", "two"));
  ASSERT_EQ(leaf.options.size(), 5U);
  EXPECT_THAT(leaf.options[0].names, ElementsAre("--help", "-h"));
  EXPECT_FALSE(leaf.options[0].takes_value);
  EXPECT_THAT(leaf.options[1].names, ElementsAre("--status"));
  EXPECT_TRUE(leaf.options[1].takes_value);
  EXPECT_FALSE(leaf.options[1].is_repeatable);
  EXPECT_THAT(leaf.options[1].values, ElementsAre("active", "disabled"));
  EXPECT_EQ(leaf.options[2].placeholder, "FILE");
  EXPECT_TRUE(leaf.options[3].is_repeatable);
  EXPECT_THAT(leaf.options[4].names, ElementsAre("--flag", "--no-flag", "-f"));
  EXPECT_FALSE(leaf.options[4].takes_value);
  EXPECT_THAT(leaf.options[4].values, IsEmpty());
}

TEST_F(CompletionTest, nodes_come_parents_first) {
  const auto root = completion_tree(app);
  std::vector<std::string> paths;
  for (const auto* node : all_nodes(root)) paths.push_back(node->path);
  EXPECT_THAT(paths, ElementsAre("", "group", "group leaf"));
}

TEST_F(CompletionTest, descriptions_are_quoted_for_their_shell) {
  const auto root = completion_tree(app);
  EXPECT_THAT(zsh_completion(root), HasSubstr("'group:It'\\''s a group'"));
  EXPECT_THAT(zsh_completion(root), HasSubstr("'leaf:Does [things]\\: all'"));
  EXPECT_THAT(fish_completion(root), HasSubstr("-d 'It\\'s a group'"));
  EXPECT_EQ(shell_quoted("it's"), "'it'\\''s'");
}

}  // namespace
}  // namespace latchkey::cli
