// What the audit log is searched by.
#pragma once

#include "api/query.hpp"
#include "store/audit.hpp"

namespace latchkey::api {

// actor, client_id, action, outcome, from, to, q.
store::audit::Filter read_audit_filter(Query& query);

}  // namespace latchkey::api
