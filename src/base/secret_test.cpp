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

// Wherever the string keeps its bytes: a short one has them within itself.
TEST(Secret, a_move_leaves_no_bytes_behind) {
  Secret first(std::string("canary"));
  const char* const place = first.reveal().data();
  const Secret second = std::move(first);
  EXPECT_EQ(std::string_view(place, 6), std::string_view("\0\0\0\0\0\0", 6));
  const std::string long_text(100, 'c');
  Secret third(long_text);
  const Secret fourth = std::move(third);
  EXPECT_EQ(fourth.reveal(), long_text);
  EXPECT_TRUE(third.empty());  // NOLINT(bugprone-use-after-move)
}

}  // namespace
}  // namespace latchkey
