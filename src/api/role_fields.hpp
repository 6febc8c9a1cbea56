// The fields of a role that a body may set, and what they must be.
#pragma once

#include "api/fields.hpp"
#include "oauth/model/permission.hpp"
#include "oauth/model/user.hpp"

namespace latchkey::api {

// name, description and permissions, where they are given; nothing else may be in the body.
void read_role(Fields& body, oauth::Role& role, const oauth::PermissionCatalogue& catalogue);

}  // namespace latchkey::api
