#include "api/configuration/state.hpp"

#include "api/client_json.hpp"
#include "api/permission_fields.hpp"
#include "api/render.hpp"
#include "api/role_json.hpp"
#include "api/settings_fields.hpp"
#include "store/clients.hpp"
#include "store/permission_catalogues.hpp"
#include "store/roles.hpp"
#include "store/settings.hpp"

namespace latchkey::api::configuration {

State load(store::Transaction& tx, std::string_view org_id) {
  State state{.settings = store::settings::find(tx, org_id),
              .catalogue = store::permission_catalogues::find(tx, org_id),
              .roles = store::roles::all(tx, org_id),
              .clients = store::clients::all(tx, org_id)};
  std::erase_if(state.roles, [](const oauth::Role& role) { return role.is_system_administrator; });
  return state;
}

json::object role_members(const oauth::Role& role) {
  return editable_role_fields(role);
}

json::object client_members(const oauth::Client& client, UserDirectory& directory) {
  json::object members{{"client_id", client.id},
                       {"name", client.name},
                       {"client_type", oauth::name(client.type)},
                       {"grant_types", grant_type_names(client)}};
  for (auto& [name, value] : editable_client_fields(client))
    if (name != "name" && name != "acting_user_id")
      members[name] = value;
  if (const auto* user = directory.user(client.acting_user_id))
    members["acting_user"] = user->email;
  members["status"] = oauth::name(client.status);
  return members;
}

json::object without_defaults(json::object members) {
  json::object kept;
  for (auto& [name, value] : members) {
    const bool is_default = value == "" || value == json::array() ||
                            (name == "require_pkce" && value == true) ||
                            (name == "id_token_signed_response_alg" && value == "RS256") ||
                            (name == "status" && value == "active");
    if (!is_default)
      kept[name] = value;
  }
  return kept;
}

json::object document(const State& state, UserDirectory& directory) {
  json::array roles;
  for (const auto& role : state.roles) roles.push_back(without_defaults(role_members(role)));
  json::array clients;
  for (const auto& client : state.clients)
    clients.push_back(without_defaults(client_members(client, directory)));
  return {{"version", version},
          {"settings", settings_json(state.settings)},
          {"permissions", permissions_json(state.catalogue)},
          {"roles", std::move(roles)},
          {"clients", std::move(clients)}};
}

}  // namespace latchkey::api::configuration
