// A role as the REST API shows it.
#pragma once

#include "base/json.hpp"
#include "oauth/model/permission.hpp"
#include "oauth/model/user.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"

namespace latchkey::api {

// With the whole catalogue as the System Administrator's permissions.
json::object role_json(const oauth::Role& role, const oauth::PermissionCatalogue& catalogue,
                       store::Transaction& tx);

// What may be changed, for the audit.
json::object editable_role_fields(const oauth::Role& role);

store::audit::Target role_target(const oauth::Role& role);

}  // namespace latchkey::api
