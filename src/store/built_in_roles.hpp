// The roles that every organization starts with.
#pragma once

#include <vector>

#include "oauth/model/permission.hpp"
#include "oauth/model/user.hpp"

namespace latchkey::store {

// System Administrator, Engineer, Operator and Viewer, without id, organization and times. Viewers
// read, operators also execute and publish, engineers do everything but administer.
std::vector<oauth::Role> built_in_roles(const oauth::PermissionCatalogue& catalogue);

}  // namespace latchkey::store
