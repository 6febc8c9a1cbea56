#include "store/built_in_roles.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace latchkey::store {

namespace {

constexpr std::array<std::string_view, 6> administration{"clients", "users",    "roles",
                                                         "audit",   "settings", "tokens"};

struct Name {
  std::string_view group;
  std::string_view action;
};

Name split(std::string_view permission) {
  const auto colon = permission.find(':');
  if (colon == permission.npos)
    return {.group = permission, .action = {}};
  return {.group = permission.substr(0, colon), .action = permission.substr(colon + 1)};
}

bool is_administration(std::string_view group) {
  return std::ranges::find(administration, group) != administration.end();
}

bool views(std::string_view permission) {
  const auto [group, action] = split(permission);
  return !is_administration(group) && action == "read";
}

bool operates(std::string_view permission) {
  const auto [group, action] = split(permission);
  return views(permission) ||
         (!is_administration(group) && (action == "execute" || action == "publish"));
}

bool engineers(std::string_view permission) {
  const auto group = split(permission).group;
  return views(permission) || (!is_administration(group) && group != "organizations");
}

oauth::Role role(std::string_view name, std::string_view description, oauth::ScopeSet permissions) {
  oauth::Role role;
  role.name = name;
  role.description = description;
  role.is_built_in = true;
  role.permissions = std::move(permissions);
  return role;
}

}  // namespace

std::vector<oauth::Role> built_in_roles(const oauth::PermissionCatalogue& catalogue) {
  const auto all = catalogue.all();
  auto administrator =
      role("System Administrator", "Holds every permission and manages OAuth2 clients", all);
  administrator.is_system_administrator = true;
  return {
      std::move(administrator),
      role("Engineer", "Builds and changes everything but the administration",
           all.filtered(engineers)),
      role("Operator", "Views everything, runs pipelines and publishes", all.filtered(operates)),
      role("Viewer", "Views everything but the administration", all.filtered(views))};
}

}  // namespace latchkey::store
