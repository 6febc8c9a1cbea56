#include "oauth/decide/claims.hpp"

#include <algorithm>
#include <array>

namespace latchkey::oauth {

namespace {

json::value text(const std::string& value) {
  return value.empty() ? json::value(nullptr) : json::value(value);
}

// The full name alone: where there is none, the e-mail is not disclosed in its place.
json::value full_name(const User& user) {
  if (user.first_name.empty() && user.last_name.empty())
    return nullptr;
  return text(user.display_name());
}

json::value email_verified(const User& user) {
  return user.email.empty() ? json::value(nullptr) : json::value(user.email_verified);
}

// OIDC Core 5.1, with the scope of 5.4 that discloses each. A null is left out.
struct UserClaim {
  std::string_view name;
  std::string_view scope;
  json::value (*value)(const User&);
};
const std::array<UserClaim, 7> user_claim_table{{
    {"name", "profile", full_name},
    {"given_name", "profile", [](const User& user) { return text(user.first_name); }},
    {"family_name", "profile", [](const User& user) { return text(user.last_name); }},
    {"preferred_username", "profile", [](const User& user) { return text(user.email); }},
    {"updated_at", "profile",
     [](const User& user) { return json::value(numeric_date(user.updated_at)); }},
    {"email", "email", [](const User& user) { return text(user.email); }},
    {"email_verified", "email", email_verified},
}};

bool is_among(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

template <class Wanted>
void add_claims(json::object& claims, const User& user, Wanted is_wanted) {
  for (const auto& claim : user_claim_table) {
    if (!is_wanted(claim))
      continue;
    if (auto value = claim.value(user); !value.is_null())
      claims.emplace(claim.name, std::move(value));
  }
}

}  // namespace

const std::vector<std::string>& user_claim_names() {
  static const auto names = [] {
    std::vector<std::string> list;
    for (const auto& claim : user_claim_table) list.emplace_back(claim.name);
    return list;
  }();
  return names;
}

bool discloses(const ScopeSet& scopes, std::string_view claim) {
  return std::ranges::any_of(user_claim_table, [&](const UserClaim& known) {
    return known.name == claim && scopes.contains(known.scope);
  });
}

json::object user_claims(const User& user, const ScopeSet& scopes,
                         const std::vector<std::string>& names) {
  json::object claims;
  claims.emplace("sub", user.id);
  add_claims(claims, user, [&](const UserClaim& claim) {
    return scopes.contains(claim.scope) || is_among(names, claim.name);
  });
  return claims;
}

json::object named_claims(const User& user, const std::vector<std::string>& names) {
  json::object claims;
  add_claims(claims, user, [&](const UserClaim& claim) { return is_among(names, claim.name); });
  return claims;
}

}  // namespace latchkey::oauth
