// A plan as the REST API tells it.
#pragma once

#include <string>

#include "api/configuration/plan.hpp"
#include "base/json.hpp"

namespace latchkey::api::configuration {

// [{"action": "create"|"change"|"delete", "object": "client", "name": ..., "client_id": ...,
//   "fields": {"scopes": {"from": ..., "to": ...}}, "impact": {...}}], in the order of the file.
// A secret is told by what becomes of it, never by its value; an id that is made up anew for each
// plan only once it is applied.
json::array changes_json(const State& state, const Plan& plan, UserDirectory& directory,
                         bool is_applied);

// Equal for plans that change the same.
std::string fingerprint(const json::array& changes);

}  // namespace latchkey::api::configuration
