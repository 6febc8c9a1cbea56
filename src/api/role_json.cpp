#include "api/role_json.hpp"

#include "api/render.hpp"
#include "store/roles.hpp"

namespace latchkey::api {

json::object role_json(const oauth::Role& role, const oauth::PermissionCatalogue& catalogue,
                       store::Transaction& tx) {
  const auto permissions = role.is_system_administrator ? catalogue.all() : role.permissions;
  return {{"id", role.id},
          {"name", role.name},
          {"description", role.description},
          {"permissions", texts_json(permissions.values())},
          {"is_built_in", role.is_built_in},
          {"is_system_administrator", role.is_system_administrator},
          {"user_count", store::roles::holders(tx, role.id)},
          {"created_at", time_or_null(role.created_at)},
          {"updated_at", time_or_null(role.updated_at)}};
}

json::object editable_role_fields(const oauth::Role& role) {
  return {{"name", role.name},
          {"description", role.description},
          {"permissions", texts_json(role.permissions.values())}};
}

store::audit::Target role_target(const oauth::Role& role) {
  return {.type = "role", .id = role.id, .name = role.name};
}

}  // namespace latchkey::api
