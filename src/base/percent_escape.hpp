// Reading "%XX" (RFC 3986 2.1).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/hex_digit.hpp"

namespace latchkey {

inline constexpr std::size_t percent_escape_length = 3;

// The byte that the escape at the front of text stands for; nothing where none is there.
constexpr std::optional<char> read_percent_escape(std::string_view text) {
  if (text.size() < percent_escape_length || text.front() != '%')
    return std::nullopt;
  const int high = hex_digit_value(text[1]);
  const int low = hex_digit_value(text[2]);
  if (high < 0 || low < 0)
    return std::nullopt;
  return static_cast<char>(high * 16 + low);
}

}  // namespace latchkey
