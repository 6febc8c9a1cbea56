// Text as it is searched and sorted by: without regard to case, the same in every database.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace latchkey::store {

// Lower case for Latin, Greek, Cyrillic and Armenian letters, one for one; the rest as it is.
std::string fold(std::string_view text);

// The search column of an object: its texts folded, a line each.
std::string search_text(std::initializer_list<std::string_view> texts);

// The text as a LIKE pattern that matches just itself, with ESCAPE '\'.
std::string escape_pattern(std::string_view text);

// A pattern for `search LIKE $n ESCAPE '\'` that finds q anywhere. All of it is literal.
std::string search_pattern(std::string_view q);

}  // namespace latchkey::store
