// Taking a path apart.
#pragma once

#include <string_view>

namespace latchkey {

// The segment behind the slash that the path starts with, which is taken off together with it. The
// path must not be empty.
inline std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const auto segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

}  // namespace latchkey
