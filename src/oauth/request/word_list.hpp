// Space-delimited lists, as prompt is (OIDC Core 3.1.2.1).
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace latchkey::oauth {

// The words between spaces; views of the text.
inline std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0)
      words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

}  // namespace latchkey::oauth
