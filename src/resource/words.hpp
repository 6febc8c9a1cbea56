// Words that are parted by spaces, one after the other.
#pragma once

#include <algorithm>
#include <string_view>

namespace latchkey::resource {

// Takes the first word off; empty when there is none left.
inline std::string_view next_word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const auto word = text.substr(0, text.find(' '));
  text.remove_prefix(word.size());
  return word;
}

}  // namespace latchkey::resource
