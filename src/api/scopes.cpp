#include <array>
#include <set>

#include "api/handlers.hpp"
#include "api/permission_fields.hpp"
#include "api/render.hpp"

namespace latchkey::api {
namespace {

struct OidcScope {
  std::string_view name;
  std::string_view description;
};
constexpr std::array<OidcScope, 3> oidc_scopes{{
    {"openid", "Sign in and know who the user is"},
    {"profile", "See the user's name"},
    {"email", "See the user's e-mail address"},
}};

json::array oidc_json() {
  json::array scopes;
  for (const auto& scope : oidc_scopes)
    scopes.push_back(json::object{{"name", scope.name}, {"description", scope.description}});
  return scopes;
}

// Those that the organization's clients have.
json::array custom_json(const store::Snapshot& snapshot, std::string_view org_id,
                        const oauth::PermissionCatalogue& catalogue) {
  std::set<std::string_view> names;
  for (const auto& [id, client] : snapshot.clients)
    if (client->org_id == org_id)
      for (const auto& scope : client->scopes)
        if (oauth::category_of(scope, catalogue) == oauth::ScopeCategory::custom)
          names.insert(scope);
  json::array scopes;
  for (const auto name : names) scopes.push_back(json::object{{"name", name}});
  return scopes;
}

}  // namespace

// While RBAC is disabled its scopes are not offered for selection; permissions are what roles are
// made of, whether or not it is.
Task<Answer> list_scopes(const Call& call) {
  const auto snapshot = call.store().snapshot();
  const auto& catalogue = snapshot->catalogue_of(call.org_id());
  const bool rbac_enabled = snapshot->settings_of(call.org_id()).rbac_enabled;
  json::array permissions = permissions_json(catalogue);
  const bool shows_custom = call.caller.is_system_administrator;
  co_return json_answer(
      200, json::object{{"rbac_enabled", rbac_enabled},
                        {"oidc", oidc_json()},
                        {"rbac", rbac_enabled ? permissions : json::array()},
                        {"custom", shows_custom ? custom_json(*snapshot, call.org_id(), catalogue)
                                                : json::array()},
                        {"permissions", permissions}});
}

}  // namespace latchkey::api
