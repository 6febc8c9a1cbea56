// Sets of single octets, as the grammars of protocols name them.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace latchkey {

class CharacterSet {
 public:
  explicit constexpr CharacterSet(std::string_view members) {
    for (const char c : members) has_[static_cast<unsigned char>(c)] = true;
  }

  [[nodiscard]] constexpr bool contains(char c) const {
    return has_[static_cast<unsigned char>(c)];
  }
  [[nodiscard]] constexpr bool contains_all(std::string_view text) const {
    return std::ranges::all_of(text, [this](char c) { return contains(c); });
  }

 private:
  std::array<bool, 256> has_{};
};

}  // namespace latchkey
