#include "api/permission_fields.hpp"

#include "oauth/check/permission_catalogue.hpp"

namespace latchkey::api {
namespace {

constexpr std::string_view groups_field = "permissions";
constexpr std::string_view scopes_field = "scopes";

oauth::Permission read_permission(Fields& scope) {
  oauth::Permission permission{.name = scope.required_text("name"),
                               .description = scope.required_text("description")};
  scope.refuse_the_rest();
  return permission;
}

oauth::PermissionGroup read_group(Fields& body) {
  oauth::PermissionGroup group{.name = body.required_text("group"), .permissions = {}};
  body.require(scopes_field);
  auto scopes = body.objects(scopes_field).value_or(std::vector<Fields>());
  for (std::size_t index = 0; index < scopes.size(); ++index) {
    group.permissions.push_back(read_permission(scopes[index]));
    body.adopt(scopes_field, index, scopes[index]);
  }
  body.refuse_the_rest();
  return group;
}

}  // namespace

json::array permissions_json(const oauth::PermissionCatalogue& catalogue) {
  json::array groups;
  for (const auto& group : catalogue.groups()) {
    json::array scopes;
    for (const auto& permission : group.permissions)
      scopes.push_back(
          json::object{{"name", permission.name}, {"description", permission.description}});
    groups.push_back(json::object{{"group", group.name}, {"scopes", std::move(scopes)}});
  }
  return groups;
}

std::optional<oauth::PermissionCatalogue> read_permissions(Fields& body) {
  auto bodies = body.objects(groups_field);
  if (!bodies)
    return std::nullopt;
  std::vector<oauth::PermissionGroup> groups;
  for (std::size_t index = 0; index < bodies->size(); ++index) {
    groups.push_back(read_group((*bodies)[index]));
    body.adopt(groups_field, index, (*bodies)[index]);
  }
  body.faults.add_for_others(oauth::permission_catalogue_faults(groups));
  return oauth::PermissionCatalogue(std::move(groups));
}

}  // namespace latchkey::api
