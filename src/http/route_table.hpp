// Path patterns, and which of them a path matches.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/message.hpp"

namespace latchkey::http {

// Patterns without parameters are found by hash; of the others those with the path's number of
// segments are tried, with literal segments further left first, and at last those that take a rest.
class RouteTable {
 public:
  static constexpr std::size_t method_count = 7;
  // By method: the number of the route, if there is one.
  using ByMethod = std::array<std::optional<std::size_t>, method_count>;

  // A segment "{name}" is a parameter, and "/{+name}" at the end all that follows, as it was sent
  // and with the slash before it. Throws std::logic_error when the pattern is malformed or taken
  // for this method.
  void add(Method method, std::string_view pattern, std::size_t route);

  struct Match {
    ByMethod routes;  // of the patterns that the path matches, up to one with the method
    std::vector<std::string> parameters;  // of the method's route, decoded
  };
  // parameters are those of the route for this method. A path whose parameter has a broken
  // escape, or decodes to a NUL or to what is not UTF-8, does not match.
  [[nodiscard]] Match find(Method method, std::string_view path) const;

 private:
  struct Pattern {
    std::vector<std::optional<std::string>> segments;  // nothing: a parameter
    bool takes_rest = false;                           // whatever follows the segments
    std::size_t parameter_count = 0;                   // with the rest
    ByMethod routes;

    // Whether the path has its segments, and a rest where it takes one.
    [[nodiscard]] bool fits(std::string_view path) const;
    // Of a path that fits; nothing where one is broken.
    [[nodiscard]] std::optional<std::vector<std::string>> parameters(std::string_view path) const;
  };
  static Pattern parse(std::string_view text);
  static bool tried_before(const Pattern& left, const Pattern& right);
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  std::unordered_map<std::string, ByMethod, Hash, std::equal_to<>> literals_;
  std::vector<std::vector<Pattern>> patterns_;  // by their number of segments
  std::vector<Pattern> patterns_with_rest_;
};

// The segments between the slashes of a path that starts with one; "/" has one empty segment.
std::vector<std::string_view> path_segments(std::string_view path);

}  // namespace latchkey::http
