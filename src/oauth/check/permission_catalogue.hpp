// What may be a permission catalogue: every rule of its groups and permissions.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "oauth/check/client_metadata.hpp"
#include "oauth/model/permission.hpp"

namespace latchkey::oauth {

// All faults at once, by the field as JSON has it: "permissions[1].scopes[0].name".
std::vector<FieldError> permission_catalogue_faults(std::span<const PermissionGroup> groups);

// "pipelines:read": a scope-token (RFC 6749 3.3) of a group and an action.
bool is_permission_name(std::string_view text);

}  // namespace latchkey::oauth
