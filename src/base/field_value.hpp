// Taking the value of a header field apart (RFC 9110 5.6).
#pragma once

#include <string_view>

namespace latchkey {

// Without the optional whitespace around it (RFC 9110 5.6.3).
inline std::string_view trim(std::string_view text) {
  constexpr std::string_view whitespace = " \t";
  const auto first = text.find_first_not_of(whitespace);
  if (first == std::string_view::npos)
    return {};
  return text.substr(first, text.find_last_not_of(whitespace) - first + 1);
}

// The part before the delimiter, which is taken off text together with the delimiter; all of it
// where there is none.
inline std::string_view take_until(std::string_view& text, char delimiter) {
  const auto end = text.find(delimiter);
  const auto part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return part;
}

}  // namespace latchkey
