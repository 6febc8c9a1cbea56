// What a configuration file changes, for people.
#pragma once

#include <cstddef>
#include <string>

#include "base/json.hpp"

namespace latchkey::cli {

// The members of each object that differ, in lines that begin with +, - or ~.
std::string difference_text(const json::array& changes, bool is_coloured);

struct ChangeCounts {
  std::size_t created = 0;
  std::size_t changed = 0;
  std::size_t deleted = 0;
};
ChangeCounts count_changes(const json::array& changes);

}  // namespace latchkey::cli
