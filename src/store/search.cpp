#include "store/search.hpp"

#include "base/utf8.hpp"

namespace latchkey::store {

namespace {

// No stored text is as long, so nothing is found by a pattern cut here; databases refuse patterns
// that are too long.
constexpr std::size_t max_pattern_bytes = 16'384;

constexpr bool within(char32_t c, char32_t first, char32_t last) {
  return first <= c && c <= last;
}

// Where upper and lower case alternate, and whether the upper is the even one.
constexpr bool is_even_upper(char32_t c) {
  return within(c, 0x100, 0x12F) || within(c, 0x132, 0x137) || within(c, 0x14A, 0x177) ||
         within(c, 0x1E00, 0x1E95) || within(c, 0x1EA0, 0x1EFF) || within(c, 0x460, 0x481) ||
         within(c, 0x48A, 0x4BF) || within(c, 0x4D0, 0x52F);
}
constexpr bool is_odd_upper(char32_t c) {
  return within(c, 0x139, 0x148) || within(c, 0x179, 0x17E) || within(c, 0x4C1, 0x4CE);
}

char32_t lower(char32_t c) {
  if (within(c, 'A', 'Z') || (within(c, 0xC0, 0xDE) && c != 0xD7))
    return c + 0x20;
  if (c < 0x100)
    return c;
  if (c == 0x130)
    return 'i';
  if (is_even_upper(c))
    return c | 1;
  if (is_odd_upper(c))
    return c % 2 == 1 ? c + 1 : c;
  if (c == 0x1E9E)
    return 0xDF;
  if (c == 0x178)
    return 0xFF;
  if (within(c, 0x391, 0x3AB) && c != 0x3A2)
    return c + 0x20;
  if (within(c, 0x410, 0x42F))
    return c + 0x20;
  if (within(c, 0x400, 0x40F))
    return c + 0x50;
  if (within(c, 0x531, 0x556))
    return c + 0x30;
  return c;
}

void append_utf8(std::string& text, char32_t c) {
  const auto byte = [&](char32_t value) { text.push_back(static_cast<char>(value)); };
  const auto continuation = [&](int shift) { byte(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | c >> 6);
    continuation(0);
  } else if (c < 0x10000) {
    byte(0xE0 | c >> 12);
    continuation(6);
    continuation(0);
  } else {
    byte(0xF0 | c >> 18);
    continuation(12);
    continuation(6);
    continuation(0);
  }
}

}  // namespace

std::string fold(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    if (const auto c = take_character(text))
      append_utf8(folded, lower(*c));
  }
  return folded;
}

std::string search_text(std::initializer_list<std::string_view> texts) {
  std::string search;
  for (const auto text : texts) {
    if (!search.empty())
      search += '\n';
    search += fold(text);
  }
  return search;
}

std::string escape_pattern(std::string_view text) {
  std::string pattern;
  for (const char c : text.substr(0, max_pattern_bytes)) {
    if (c == '%' || c == '_' || c == '\\')
      pattern += '\\';
    pattern += c;
  }
  return pattern;
}

std::string search_pattern(std::string_view q) {
  return "%" + escape_pattern(fold(q)) + "%";
}

}  // namespace latchkey::store
