// What the fuzz targets share: requiring an invariant, and taking an input apart.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <source_location>
#include <stdexcept>
#include <string>
#include <string_view>

namespace latchkey::fuzz {

// Ends a fuzzer, which keeps the input, and fails the replay test: nobody catches what it throws.
inline void require(bool holds, std::source_location where = std::source_location::current()) {
  if (!holds)
    throw std::logic_error(std::string(where.file_name()) + ":" + std::to_string(where.line()) +
                           " does not hold");
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Takes the first line off the text, together with its '\n'.
inline std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

// Takes the first byte off the text; 0 at its end.
inline std::size_t take_byte(std::string_view& text) {
  if (text.empty())
    return 0;
  const auto byte = static_cast<unsigned char>(text.front());
  text.remove_prefix(1);
  return byte;
}

inline bool is_visible_ascii(char c) {
  return c > 0x20 && c < 0x7f;
}

}  // namespace latchkey::fuzz
