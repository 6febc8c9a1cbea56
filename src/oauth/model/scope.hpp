// Scopes (RFC 6749 3.3): an ordered set of scope-tokens, and the category each belongs to.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::oauth {

// In the order given, without duplicates. Value type.
class ScopeSet {
 public:
  ScopeSet() = default;
  explicit ScopeSet(std::vector<std::string> scopes);  // drops duplicates
  // Space-delimited scope-tokens; nothing when one holds a character that RFC 6749 3.3 forbids.
  static std::optional<ScopeSet> parse(std::string_view text);

  [[nodiscard]] bool contains(std::string_view scope) const;
  [[nodiscard]] bool contains_all(const ScopeSet& others) const;
  [[nodiscard]] bool empty() const { return scopes_.empty(); }
  [[nodiscard]] std::size_t size() const { return scopes_.size(); }
  [[nodiscard]] std::string to_string() const;  // joined by one space
  [[nodiscard]] auto begin() const { return scopes_.begin(); }
  [[nodiscard]] auto end() const { return scopes_.end(); }
  [[nodiscard]] const std::vector<std::string>& values() const { return scopes_; }
  void insert(std::string scope);

  // Those of this set that keep(scope) says to keep, in order.
  template <class Keep>
  [[nodiscard]] ScopeSet filtered(Keep keep) const {
    ScopeSet kept;
    for (const auto& scope : scopes_)
      if (keep(scope))
        kept.scopes_.push_back(scope);
    return kept;
  }
  friend bool operator==(const ScopeSet&, const ScopeSet&) = default;

 private:
  std::vector<std::string> scopes_;
};

// RFC 6749 3.3: 1*( %x21 / %x23-5B / %x5D-7E ).
bool is_scope_token(std::string_view text);

bool is_oidc_scope(std::string_view scope);  // openid, profile, email

}  // namespace latchkey::oauth
