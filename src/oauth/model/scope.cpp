#include "oauth/model/scope.hpp"

#include <algorithm>
#include <unordered_set>

namespace latchkey::oauth {

namespace {

// A request may hold tens of thousands of tokens: comparing each with each would cost seconds.
constexpr std::size_t few = 32;

}  // namespace

ScopeSet::ScopeSet(std::vector<std::string> scopes) {
  scopes_.reserve(scopes.size());
  if (scopes.size() <= few) {
    for (auto& scope : scopes) insert(std::move(scope));
    return;
  }
  std::unordered_set<std::string_view> seen;
  for (auto& scope : scopes) {
    if (seen.contains(scope))
      continue;
    scopes_.push_back(std::move(scope));
    seen.insert(scopes_.back());
  }
}

std::optional<ScopeSet> ScopeSet::parse(std::string_view text) {
  std::vector<std::string> scopes;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    const auto token = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (token.empty())
      continue;
    if (!is_scope_token(token))
      return std::nullopt;
    scopes.emplace_back(token);
  }
  return ScopeSet(std::move(scopes));
}

bool ScopeSet::contains(std::string_view scope) const {
  return std::ranges::find(scopes_, scope) != scopes_.end();
}

bool ScopeSet::contains_all(const ScopeSet& others) const {
  return std::ranges::all_of(others, [this](const auto& scope) { return contains(scope); });
}

std::string ScopeSet::to_string() const {
  std::size_t size = 0;
  for (const auto& scope : scopes_) size += scope.size() + 1;
  std::string text;
  text.reserve(size);
  for (const auto& scope : scopes_) {
    if (!text.empty())
      text += ' ';
    text += scope;
  }
  return text;
}

void ScopeSet::insert(std::string scope) {
  if (!contains(scope))
    scopes_.push_back(std::move(scope));
}

bool is_scope_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return c >= 0x21 && c <= 0x7e && c != '"' && c != '\\';
  });
}

bool is_oidc_scope(std::string_view scope) {
  return scope == "openid" || scope == "profile" || scope == "email";
}

}  // namespace latchkey::oauth
