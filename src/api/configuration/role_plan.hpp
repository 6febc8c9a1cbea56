// The roles of a configuration file.
#pragma once

#include <vector>

#include "api/configuration/plan.hpp"

namespace latchkey::api::configuration {

struct RolePlan {
  std::vector<RoleChange> changes;
  std::vector<oauth::Role> all;  // as they would be, but the System Administrator's
};

// Faults are the file's. Its permissions are those of the catalogue as it would be.
RolePlan plan_roles(store::Transaction& tx, const Call& call, Fields& file,
                    const std::vector<oauth::Role>& present,
                    const oauth::PermissionCatalogue& catalogue, bool prune);

}  // namespace latchkey::api::configuration
