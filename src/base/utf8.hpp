// UTF-8 validity and length in characters (code points).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace latchkey {

bool is_utf8(std::string_view text);

// Code points of a valid UTF-8 text.
std::size_t character_count(std::string_view text);

// Takes the first character off a non-empty text. Nothing, and one byte taken off, where the text
// does not begin with a well-formed character (RFC 3629: no overlong forms, no surrogates).
std::optional<char32_t> take_character(std::string_view& text);

}  // namespace latchkey
