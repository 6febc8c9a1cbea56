#include "page/consent_view.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "oauth/check/redirect_uri.hpp"
#include "oauth/model/permission.hpp"

namespace latchkey::page {

namespace {

struct ClaimWords {
  std::string_view claim;
  std::string_view scope;  // discloses it
  std::string_view words;
};
constexpr std::array<ClaimWords, 7> claim_words{{
    {"name", "profile", "Your full name"},
    {"given_name", "profile", "Your first name"},
    {"family_name", "profile", "Your last name"},
    {"preferred_username", "profile", "Your user name"},
    {"updated_at", "profile", "When your profile was last changed"},
    {"email", "email", "Your e-mail address"},
    {"email_verified", "email", "Whether your e-mail address is confirmed"},
}};

ScopeGroup identity_group(const oauth::ScopeSet& offered) {
  ScopeGroup group{.title = "Your identity", .choices = {}};
  const auto add = [&](std::string scope, std::string words, std::string detail, bool required) {
    if (offered.contains(scope))
      group.choices.push_back({.scope = std::move(scope),
                               .words = std::move(words),
                               .detail = std::move(detail),
                               .is_required = required});
  };
  add("openid", "Confirm who you are", "Always part of signing in", true);
  add("profile", "See your name", "", false);
  add("email", "See your e-mail address", "", false);
  return group;
}

ScopeGroup permission_group(const oauth::PermissionGroup& permissions,
                            const oauth::ScopeSet& offered, const oauth::Authority& user,
                            bool rbac_enabled) {
  ScopeGroup group{.title = permissions.name, .choices = {}};
  for (const auto& permission : permissions.permissions) {
    if (!offered.contains(permission.name))
      continue;
    const bool is_unavailable = rbac_enabled && !user.permissions.contains(permission.name);
    group.choices.push_back(
        {.scope = permission.name,
         .words = permission.description.empty() ? permission.name : permission.description,
         .detail = is_unavailable ? "Not available: your roles do not allow this" : "",
         .is_unavailable = is_unavailable});
  }
  return group;
}

ScopeGroup custom_group(const oauth::ScopeSet& offered,
                        const oauth::PermissionCatalogue& catalogue) {
  ScopeGroup group{.title = "Particular to this application", .choices = {}};
  for (const auto& scope : offered)
    if (oauth::category_of(scope, catalogue) == oauth::ScopeCategory::custom)
      group.choices.push_back({.scope = scope, .words = scope, .detail = ""});
  return group;
}

}  // namespace

std::vector<ScopeGroup> scope_groups(const oauth::ScopeSet& offered, const oauth::Authority& user,
                                     const oauth::ScopePolicy& policy) {
  std::vector<ScopeGroup> groups{identity_group(offered)};
  for (const auto& permissions : policy.catalogue.groups())
    groups.push_back(permission_group(permissions, offered, user, policy.rbac_enabled));
  groups.push_back(custom_group(offered, policy.catalogue));
  std::erase_if(groups, [](const ScopeGroup& group) { return group.choices.empty(); });
  return groups;
}

std::vector<std::string> claims_in_words(const std::vector<std::string>& claims,
                                         const oauth::ScopeSet& offered) {
  std::vector<std::string> all;
  for (const auto& [claim, scope, words] : claim_words)
    if (std::ranges::count(claims, claim) != 0 && !offered.contains(scope))
      all.emplace_back(words);
  return all;
}

std::string destination_in_words(std::string_view redirect_uri, Language language) {
  if (oauth::is_loopback_redirect_uri(redirect_uri))
    return std::string(translate(language, "an application on this device"));
  const auto colon = redirect_uri.find(':');
  if (oauth::is_private_use_redirect_uri(redirect_uri))
    return translate(language, "the application \"{}\"", redirect_uri.substr(0, colon));
  const auto authority = redirect_uri.find("://");
  if (authority == std::string_view::npos)
    return std::string(redirect_uri);
  const auto rest = redirect_uri.substr(authority + 3);
  return std::string(rest.substr(0, rest.find_first_of("/?#")));
}

}  // namespace latchkey::page
