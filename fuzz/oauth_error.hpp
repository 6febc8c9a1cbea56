// What every oauth::Error must be, whatever input caused it.
#pragma once

#include <algorithm>

#include "fuzz.hpp"
#include "oauth/error.hpp"

namespace latchkey::fuzz {

// RFC 6749 5.2: the characters of error_description; and every error is one of the table.
inline void require_sound(const oauth::Error& error) {
  require(!error.description.empty());
  require(std::ranges::all_of(
      error.description, [](char c) { return c >= 0x20 && c <= 0x7e && c != '"' && c != '\\'; }));
  const auto traits = oauth::traits(error.code);
  require(!traits.wire.empty() && traits.status >= 400 && traits.status < 600);
}

}  // namespace latchkey::fuzz
