#include "base/utf8.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

TEST(Utf8, rfc3629_the_ends_of_every_length_are_valid) {
  for (const std::string_view text :
       {"", "a", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
        "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"})
    EXPECT_TRUE(is_utf8(text)) << text;
}

TEST(Utf8, rfc3629_overlong_forms_surrogates_and_stray_bytes_are_invalid) {
  for (const std::string_view text :
       {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf", "\xed\xa0\x80",
        "\xed\xbf\xbf", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xff", "\xc2", "\xe2\x82",
        "\xf0\x9f\x98", "\xc2g", "a\x80z"})
    EXPECT_FALSE(is_utf8(text)) << text;
}

TEST(Utf8, rfc3629_a_stray_byte_is_found_wherever_it_is) {
  for (std::size_t length = 1; length <= 20; ++length)
    for (std::size_t at = 0; at < length; ++at) {
      std::string text(length, 'a');
      EXPECT_TRUE(is_utf8(text));
      text[at] = '\xbf';
      EXPECT_FALSE(is_utf8(text)) << at << " of " << length;
    }
}

TEST(Utf8, characters_are_code_points) {
  EXPECT_EQ(character_count(""), 0U);
  EXPECT_EQ(character_count("abc"), 3U);
  EXPECT_EQ(character_count("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"), 4U);
}

TEST(Utf8, taking_a_malformed_character_costs_one_byte) {
  std::string_view text = "\xe2\x82z\xe2\x82\xac";
  EXPECT_EQ(take_character(text), std::nullopt);
  EXPECT_EQ(take_character(text), std::nullopt);
  EXPECT_EQ(take_character(text), U'z');
  EXPECT_EQ(take_character(text), U'\u20ac');
  EXPECT_TRUE(text.empty());
}

}  // namespace
}  // namespace latchkey
