// What an API asks of each call: method and path to the scopes that are needed.
#pragma once

#include <algorithm>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oauth/model/path_pattern.hpp"
#include "oauth/model/scope.hpp"

namespace latchkey::oauth {

struct AccessRule {
  std::vector<std::string> methods{};  // none: those that no other rule for the path names
  std::string path;                    // of a PathPattern
  ScopeSet scopes{};                   // all of them are needed; none: any token will do
  bool is_public = false;              // needs no token
  std::optional<double> audit{};       // instead of the resource's
};

// Immutable. What no rule allows is refused.
class RuleTable {
 public:
  RuleTable() = default;
  // The error names the rule that is malformed, or at odds with another.
  static std::expected<RuleTable, std::string> make(std::vector<AccessRule> rules);

  // The path decides first: of the patterns that match, the most specific one counts, and a method
  // that its rules do not name is refused whatever other patterns say. GET stands for HEAD too.
  // A path that differs from the pattern in the case of letters alone is refused, and so is every
  // method with a lower-case letter, since some servers take both for the same. The error says, for
  // the log, why there is no rule.
  [[nodiscard]] std::expected<const AccessRule*, std::string_view> find(
      std::string_view method, std::string_view path) const;

  // Every scope that a rule names.
  [[nodiscard]] ScopeSet scopes() const;
  template <class Predicate>
  [[nodiscard]] bool has_any(Predicate predicate) const {
    return std::ranges::any_of(
        entries_, [&](const Entry& entry) { return std::ranges::any_of(entry.rules, predicate); });
  }

 private:
  struct Entry {
    PathPattern pattern;
    std::vector<AccessRule> rules;
  };
  std::vector<Entry> entries_;  // the most specific first
};

}  // namespace latchkey::oauth
