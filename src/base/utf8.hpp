// UTF-8 validity and length in characters (code points).
#pragma once

#include <cstddef>
#include <string_view>

namespace latchkey {

bool is_utf8(std::string_view text);

// Code points of a valid UTF-8 text.
std::size_t character_count(std::string_view text);

}  // namespace latchkey
