// What a replaced permission catalogue may not take away, and how its change is told.
#pragma once

#include <span>
#include <vector>

#include "api/problem.hpp"
#include "base/json.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/permission.hpp"
#include "oauth/model/user.hpp"
#include "store/audit.hpp"

namespace latchkey::api {

// Those that are gone although a role or a client holds them, naming it. For a role they would mean
// nothing. For a client they would become custom scopes, which no user's roles cut: it would get
// more than before.
std::vector<FieldError> held_but_removed(const oauth::PermissionCatalogue& before,
                                         const oauth::PermissionCatalogue& after,
                                         std::span<const oauth::Role> roles,
                                         std::span<const oauth::Client> clients);

// {"added": [...], "removed": [...], "described": [...]}; those that were described otherwise or
// moved to another group. Empty members are left out.
json::object catalogue_changes(const oauth::PermissionCatalogue& before,
                               const oauth::PermissionCatalogue& after);

store::audit::Target catalogue_target(std::string_view org_id);

}  // namespace latchkey::api
