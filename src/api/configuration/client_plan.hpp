// The clients of a configuration file.
#pragma once

#include <vector>

#include "api/configuration/plan.hpp"
#include "oauth/check/scope.hpp"

namespace latchkey::api::configuration {

struct ClientPlan {
  std::vector<ClientChange> changes;
  std::vector<oauth::Client> all;  // as they would be
};

// Faults are the file's. policy: as it would be.
ClientPlan plan_clients(store::Transaction& tx, const Call& call, Fields& file,
                        const std::vector<oauth::Client>& present, const oauth::ScopePolicy& policy,
                        bool prune);

}  // namespace latchkey::api::configuration
