// Text of others as a terminal may be given it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace latchkey::cli {

// Control characters (also C1 and bidirectional overrides) and bytes that are no UTF-8 become '?':
// what is stored must not move the cursor, colour the screen or hide what stands beside it.
std::string plain_text(std::string_view text);

// Columns that the text takes on a terminal: 0 for combining characters, 2 for wide ones.
std::size_t display_width(std::string_view text);

// At most that many columns; what is cut off leaves an ellipsis.
std::string cut_to_width(std::string_view text, std::size_t columns);

}  // namespace latchkey::cli
