#include "oauth/check/plain_text.hpp"

#include <gtest/gtest.h>

namespace latchkey::oauth {
namespace {

TEST(PlainText, what_nobody_can_see_is_blank) {
  for (const auto* text :
       {"", " ", "\t\r\n", "\u00a0\u2003\u3000", "\u200b", "\u200c\u200d", "\ufeff", "\u2060\u2064",
        "\u00ad", "\u034f", "\u202e\u2066", "\u115f\u1160\u3164", "\uffa0", "\ufe0f", "\u2800",
        "\U000e0020\U000e007f", " \u200d \u200d "})
    EXPECT_TRUE(is_blank(text)) << text;
}

TEST(PlainText, one_letter_sign_or_picture_is_enough) {
  for (const auto* text : {"a", ".", "\u200bx", "\u4e2d", "\u0628\u200c", "\u2764\ufe0f",
                           "\U0001f469\u200d\U0001f52c", "\u2801", "\u0301"})
    EXPECT_FALSE(is_blank(text)) << text;
}

TEST(PlainText, controls_are_found_and_layout_is_let_pass_where_it_may_be) {
  EXPECT_TRUE(has_control_character("a\nb"));
  EXPECT_TRUE(has_control_character("a\u2028"));
  EXPECT_FALSE(has_control_character("a\u200db"));
  EXPECT_FALSE(has_control_character_beyond_layout("a\n\tb"));
  EXPECT_TRUE(has_control_character_beyond_layout("a\u0085"));
}

}  // namespace
}  // namespace latchkey::oauth
