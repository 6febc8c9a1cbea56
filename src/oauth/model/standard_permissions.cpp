#include <array>

#include "oauth/model/permission.hpp"

namespace latchkey::oauth {

PermissionCatalogue PermissionCatalogue::standard() {
  return PermissionCatalogue({
      {"Pipelines",
       {{"pipelines:read", "View pipelines and their execution results"},
        {"pipelines:write", "Create and change pipelines"},
        {"pipelines:execute", "Start and stop pipelines"},
        {"pipelines:delete", "Delete pipelines"}}},
      {"Models",
       {{"models:read", "View data models"},
        {"models:write", "Create and change data models"},
        {"models:delete", "Delete data models"}}},
      {"Connectors",
       {{"connectors:read", "View connectors and their status"},
        {"connectors:write", "Create and change connectors"},
        {"connectors:delete", "Delete connectors"}}},
      {"UNS topics",
       {{"uns:read", "Read topics and their values in the unified namespace"},
        {"uns:write", "Create and change topics in the unified namespace"},
        {"uns:publish", "Publish values to topics in the unified namespace"},
        {"uns:delete", "Delete topics from the unified namespace"}}},
      {"Dashboards",
       {{"dashboards:read", "View dashboards"},
        {"dashboards:write", "Create and change dashboards"},
        {"dashboards:delete", "Delete dashboards"}}},
      {"Organizations",
       {{"organizations:read", "View the organization and its details"},
        {"organizations:write", "Change the organization's details"}}},
      {"Administration",
       {{"clients:read", "View registered applications"},
        {"clients:write", "Register, change and delete applications"},
        {"users:read", "View users and their roles"},
        {"users:write", "Create, change and delete users"},
        {"roles:read", "View roles and their permissions"},
        {"roles:write", "Create, change and delete roles"},
        {"audit:read", "View the audit log"},
        {"settings:read", "View the settings"},
        {"settings:write", "Change the settings"},
        {"tokens:introspect", "Check any token of the organization"}}},
  });
}

std::span<const std::string_view> PermissionCatalogue::needed() {
  static constexpr std::array<std::string_view, 10> names{
      "clients:read", "clients:write", "users:read",    "users:write",    "roles:read",
      "roles:write",  "audit:read",    "settings:read", "settings:write", "tokens:introspect"};
  return names;
}

}  // namespace latchkey::oauth
