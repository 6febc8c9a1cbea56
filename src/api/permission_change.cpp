#include "api/permission_change.hpp"

#include <map>
#include <spdlog/fmt/fmt.h>
#include <string>
#include <utility>

namespace latchkey::api {
namespace {

// Of each permission, the group that it is in.
std::map<std::string_view, std::string_view> groups_of(
    const oauth::PermissionCatalogue& catalogue) {
  std::map<std::string_view, std::string_view> groups;
  for (const auto& group : catalogue.groups())
    for (const auto& permission : group.permissions) groups.emplace(permission.name, group.name);
  return groups;
}

void add_member(json::object& object, std::string_view name, json::array values) {
  if (!values.empty())
    object[name] = std::move(values);
}

}  // namespace

std::vector<FieldError> held_but_removed(const oauth::PermissionCatalogue& before,
                                         const oauth::PermissionCatalogue& after,
                                         std::span<const oauth::Role> roles,
                                         std::span<const oauth::Client> clients) {
  const auto removed =
      before.all().filtered([&](const auto& permission) { return !after.contains(permission); });
  std::vector<FieldError> faults;
  const auto judge = [&](const oauth::ScopeSet& held, std::string_view what,
                         std::string_view name) {
    for (const auto& permission : removed)
      if (held.contains(permission))
        faults.push_back({.field = "permissions",
                          .message = fmt::format("must hold {} as long as the {} \"{}\" does",
                                                 permission, what, name)});
  };
  if (removed.empty())
    return faults;
  for (const auto& role : roles)
    if (!role.is_system_administrator)
      judge(role.permissions, "role", role.name);
  for (const auto& client : clients) judge(client.scopes, "client", client.name);
  return faults;
}

json::object catalogue_changes(const oauth::PermissionCatalogue& before,
                               const oauth::PermissionCatalogue& after) {
  const auto groups_before = groups_of(before);
  const auto groups_after = groups_of(after);
  json::array added;
  json::array removed;
  json::array described;
  for (const auto& [name, group] : groups_after) {
    if (!before.contains(name))
      added.emplace_back(name);
    else if (groups_before.at(name) != group || *before.find(name) != *after.find(name))
      described.emplace_back(name);
  }
  for (const auto& [name, group] : groups_before)
    if (!after.contains(name))
      removed.emplace_back(name);
  json::object changes;
  add_member(changes, "added", std::move(added));
  add_member(changes, "removed", std::move(removed));
  add_member(changes, "described", std::move(described));
  return changes;
}

store::audit::Target catalogue_target(std::string_view org_id) {
  return {.type = "permissions", .id = std::string(org_id), .name = "Permission catalogue"};
}

}  // namespace latchkey::api
