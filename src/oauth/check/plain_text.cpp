#include "oauth/check/plain_text.hpp"

#include "base/utf8.hpp"

namespace latchkey::oauth {

namespace {

bool is_white_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0d) || c == 0x20 || c == 0x85 || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200b) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
         c == 0x3000 || c == 0xfeff;
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
  return !any_character(text, [](char32_t c) { return !is_white_space(c); });
}

bool has_control_character(std::string_view text) {
  return any_character(text, is_control);
}

bool has_control_character_beyond_layout(std::string_view text) {
  return any_character(text, [](char32_t c) { return is_control(c) && !is_layout(c); });
}

}  // namespace latchkey::oauth
