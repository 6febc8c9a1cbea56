// Patterns of an API's paths: literal segments, "*" for any one segment, "**" at the end for any
// number of them, none included.
#pragma once

#include <compare>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::oauth {

// Immutable. Literals are ASCII, written as they are when decoded.
class PathPattern {
 public:
  // The error says what is wrong with it: "/pipelines", "/pipelines/*/runs" and "/pipelines/**" are
  // well-formed.
  static std::expected<PathPattern, std::string_view> parse(std::string_view text);

  enum class Match : std::uint8_t {
    none,
    in_other_case,  // it would match if letters of ASCII were the same in both cases
    exact,
  };
  // path: of a RequestPath.
  [[nodiscard]] Match match(std::string_view path) const;

  // Whether they match the same paths, but for the case of letters.
  [[nodiscard]] bool is_same_as(const PathPattern& other) const;
  // Segment by segment from the left: a literal goes before "*", and that before "**".
  [[nodiscard]] bool is_more_specific_than(const PathPattern& other) const;

 private:
  std::vector<std::string> segments_;  // a literal, or "*"
  bool takes_rest_ = false;            // ends with "**"
};

}  // namespace latchkey::oauth
