#include "oauth/model/rule_table.hpp"

#include <algorithm>
#include <spdlog/fmt/fmt.h>
#include <utility>

namespace latchkey::oauth {

namespace {

constexpr std::size_t max_method_length = 32;

bool is_method(std::string_view text) {
  return !text.empty() && text.size() <= max_method_length &&
         std::ranges::all_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || c == '-'; });
}

std::optional<std::string> fault_of(const AccessRule& rule) {
  for (const auto& method : rule.methods)
    if (!is_method(method))
      return fmt::format("'{}' is no method: write GET, POST, ...", method);
  for (const auto& scope : rule.scopes)
    if (!is_scope_token(scope))
      return fmt::format("'{}' is no scope", scope);
  if (rule.is_public && !rule.scopes.empty())
    return "a public rule needs no scopes";
  return std::nullopt;
}

bool has_lower_case(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool names(const AccessRule& rule, std::string_view method) {
  return std::ranges::find(rule.methods, method) != rule.methods.end();
}

bool overlap(const AccessRule& left, const AccessRule& right) {
  if (left.methods.empty() || right.methods.empty())
    return left.methods.empty() && right.methods.empty();
  return std::ranges::any_of(left.methods, [&](const auto& one) { return names(right, one); });
}

const AccessRule* rule_for(const std::vector<AccessRule>& rules, std::string_view method) {
  const auto named =
      std::ranges::find_if(rules, [&](const auto& rule) { return names(rule, method); });
  if (named != rules.end())
    return &*named;
  if (method == "HEAD")
    return rule_for(rules, "GET");
  const auto other =
      std::ranges::find_if(rules, [](const auto& rule) { return rule.methods.empty(); });
  return other == rules.end() ? nullptr : &*other;
}

}  // namespace

std::expected<RuleTable, std::string> RuleTable::make(std::vector<AccessRule> rules) {
  RuleTable table;
  for (auto& rule : rules) {
    auto pattern = PathPattern::parse(rule.path);
    if (!pattern)
      return std::unexpected(fmt::format("the path '{}' {}", rule.path, pattern.error()));
    if (const auto fault = fault_of(rule))
      return std::unexpected(fmt::format("the rule for '{}': {}", rule.path, *fault));
    auto entry = std::ranges::find_if(
        table.entries_, [&](const Entry& known) { return known.pattern.is_same_as(*pattern); });
    if (entry == table.entries_.end())
      entry = table.entries_.insert(entry, Entry{*std::move(pattern), {}});
    if (std::ranges::any_of(entry->rules, [&](const auto& known) { return overlap(known, rule); }))
      return std::unexpected(
          fmt::format("there are two rules for '{}' and the same method", rule.path));
    entry->rules.push_back(std::move(rule));
  }
  std::ranges::stable_sort(table.entries_, [](const Entry& left, const Entry& right) {
    return left.pattern.is_more_specific_than(right.pattern);
  });
  return table;
}

std::expected<const AccessRule*, std::string_view> RuleTable::find(std::string_view method,
                                                                   std::string_view path) const {
  if (has_lower_case(method))
    return std::unexpected("the method is not in upper case");
  for (const auto& entry : entries_) {
    const auto match = entry.pattern.match(path);
    if (match == PathPattern::Match::none)
      continue;
    if (match == PathPattern::Match::in_other_case)
      return std::unexpected("the path differs from a rule's in the case of letters");
    if (const auto* rule = rule_for(entry.rules, method))
      return rule;
    return std::unexpected("no rule for the path names the method");
  }
  return std::unexpected("no rule names the path");
}

ScopeSet RuleTable::scopes() const {
  ScopeSet all;
  for (const auto& entry : entries_)
    for (const auto& rule : entry.rules)
      for (const auto& scope : rule.scopes) all.insert(scope);
  return all;
}

}  // namespace latchkey::oauth
