#include "oauth/check/plain_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.hpp"

namespace latchkey::oauth {

namespace {

bool is_white_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0d) || c == 0x20 || c == 0x85 || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
         c == 0x3000;
}

// Default_Ignorable_Code_Point of Unicode 15, as DerivedCoreProperties.txt lists it, and the
// Braille pattern without dots.
constexpr std::array<std::pair<char32_t, char32_t>, 18> invisible_ranges{{
    {0x00ad, 0x00ad},
    {0x034f, 0x034f},
    {0x061c, 0x061c},
    {0x115f, 0x1160},
    {0x17b4, 0x17b5},
    {0x180b, 0x180f},
    {0x200b, 0x200f},
    {0x202a, 0x202e},
    {0x2060, 0x206f},
    {0x2800, 0x2800},
    {0x3164, 0x3164},
    {0xfe00, 0xfe0f},
    {0xfeff, 0xfeff},
    {0xffa0, 0xffa0},
    {0xfff0, 0xfff8},
    {0x1bca0, 0x1bca3},
    {0x1d173, 0x1d17a},
    {0xe0000, 0xe0fff},
}};

bool is_invisible(char32_t c) {
  return std::ranges::any_of(
      invisible_ranges, [c](const auto& range) { return c >= range.first && c <= range.second; });
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029;
}

bool is_layout(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r';
}

template <class Predicate>
bool any_character(std::string_view text, Predicate predicate) {
  while (!text.empty())
    if (const auto character = take_character(text); character && predicate(*character))
      return true;
  return false;
}

}  // namespace

bool is_blank(std::string_view text) {
  return !any_character(
      text, [](char32_t c) { return !is_white_space(c) && !is_control(c) && !is_invisible(c); });
}

bool has_control_character(std::string_view text) {
  return any_character(text, is_control);
}

bool has_control_character_beyond_layout(std::string_view text) {
  return any_character(text, [](char32_t c) { return is_control(c) && !is_layout(c); });
}

}  // namespace latchkey::oauth
