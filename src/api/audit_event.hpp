// Audit events of the REST API: made in the transaction of the change they tell of.
#pragma once

#include <string>
#include <string_view>

#include "api/call.hpp"
#include "base/json.hpp"
#include "store/audit.hpp"

namespace latchkey::api {

identity::RequestOrigin origin_of(const http::Request& request);

// Done by the caller, through the client whose token it presented. details: never a secret.
void append_event(store::Transaction& tx, const Call& call, std::string_view action,
                  store::audit::Target target, const json::object& details = {},
                  store::audit::Outcome outcome = store::audit::Outcome::success);

// {"name": {"from": ..., "to": ...}} for each member that differs.
json::object changes(const json::object& before, const json::object& after);

}  // namespace latchkey::api
