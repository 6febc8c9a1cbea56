#include "base/secret.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

TEST(Secret, formats_as_stars) {
  EXPECT_EQ(fmt::format("<{}>", Secret(std::string_view("canary"))), "<***>");
}

TEST(Secret, a_moved_from_secret_is_empty) {
  Secret first(std::string("canary"));
  Secret second = std::move(first);
  EXPECT_EQ(second.reveal(), "canary");
  EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move): what a move leaves is the point
  first = std::move(second);
  EXPECT_EQ(first.reveal(), "canary");
  EXPECT_TRUE(second.empty());  // NOLINT(bugprone-use-after-move)
}

}  // namespace
}  // namespace latchkey
