// Letters of ASCII in any case, as protocols compare names; whatever else is in a text is itself.
#pragma once

#include <algorithm>
#include <string_view>

namespace latchkey {

constexpr char ascii_lowercase(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool equals_ignoring_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, ascii_lowercase, ascii_lowercase);
}

}  // namespace latchkey
