// A YAML file as untrusted input must be read: one document of plain data becomes JSON, and every
// value keeps its place in the file.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace latchkey::yaml {

// Both count from 1; columns in characters.
struct Position {
  std::size_t line = 0;
  std::size_t column = 0;
  friend auto operator<=>(const Position&, const Position&) = default;
};

struct Fault {
  Position position;
  std::string message;  // repeats of the input at most a key
};

// Where a value is, and what is in it: in the order of its JSON, one for one.
struct Place {
  Position position;  // of a mapping's member: where its key is
  std::string key;    // empty in a sequence
  std::vector<Place> children;
};

struct Document {
  json::value value;
  Place root;

  // Of "clients[3].redirect_uris[0]"; of what is nearest around it where there is no such value.
  [[nodiscard]] Position position_of(std::string_view path) const;
};

inline constexpr std::size_t max_bytes = std::size_t{16} << 20;
inline constexpr std::size_t max_scalar_bytes = std::size_t{64} << 10;
inline constexpr std::size_t max_depth = 16;
inline constexpr std::size_t max_values = 1'000'000;

// Refuses anchors, aliases and tags (so that nothing small becomes large, and nothing is more than
// data), duplicate keys, keys that are no text, a second document, NULs, and whatever is beyond the
// limits above. Unquoted, true and false are truth values, whole numbers are numbers, null, ~ and
// nothing are null; what the versions of YAML disagree on (yes, off, 0777, 1.5e3) must be quoted.
// All else is text. The faults come in the order of the file, and there is at least one.
std::expected<Document, std::vector<Fault>> read(std::string_view text);

}  // namespace latchkey::yaml
