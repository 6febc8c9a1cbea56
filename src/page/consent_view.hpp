// What the consent screen says: each scope in words by category, in English, which the page
// translates.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "oauth/check/scope.hpp"
#include "oauth/model/user.hpp"
#include "page/language.hpp"

namespace latchkey::page {

struct ScopeChoice {
  std::string scope;
  std::string words;
  std::string detail;           // a second line; may be empty
  bool is_required = false;     // cannot be unticked
  bool is_unavailable = false;  // the user's roles do not allow it
};
struct ScopeGroup {
  std::string title;
  std::vector<ScopeChoice> choices;
};

// Identity first, then the catalogue's groups in its order, then the application's own scopes.
// Empty groups are left out.
std::vector<ScopeGroup> scope_groups(const oauth::ScopeSet& offered, const oauth::Authority& user,
                                     const oauth::ScopePolicy& policy);

// Claims asked for one by one that the offered scopes do not disclose anyway, in words.
std::vector<std::string> claims_in_words(const std::vector<std::string>& claims,
                                         const oauth::ScopeSet& offered);

// "dash.example.com", "an application on this device", "the application \"com.example.app\"".
std::string destination_in_words(std::string_view redirect_uri, Language language);

}  // namespace latchkey::page
