// The permission catalogue in JSON: groups of scopes, as GET /api/v1/oauth2/scopes shows them.
#pragma once

#include <optional>
#include <vector>

#include "api/fields.hpp"
#include "base/json.hpp"
#include "oauth/model/permission.hpp"

namespace latchkey::api {

json::array permissions_json(const oauth::PermissionCatalogue& catalogue);

// The member permissions, where it is there; what is wrong with it is among the body's faults.
std::optional<oauth::PermissionCatalogue> read_permissions(Fields& body);

}  // namespace latchkey::api
