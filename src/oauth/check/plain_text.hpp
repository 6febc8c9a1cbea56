// What text that people read may hold: names on the consent screen, descriptions.
#pragma once

#include <string_view>

namespace latchkey::oauth {

// All take valid UTF-8.
// Nothing that can be seen: no character, or only white space, controls and invisible formatting.
bool is_blank(std::string_view text);
// C0, DEL, C1, and the line and paragraph separators.
bool has_control_character(std::string_view text);
bool has_control_character_beyond_layout(std::string_view text);  // tabs and line breaks may be

}  // namespace latchkey::oauth
