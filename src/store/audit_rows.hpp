// Audit events as rows.
#pragma once

#include <string_view>

#include "db/database.hpp"
#include "store/audit.hpp"

namespace latchkey::store::audit {

// In the order that event_of reads them; is_seldom and hash follow.
inline constexpr std::string_view columns =
    "id, time, org_id, actor_id, actor_name, client_id, client_name, action, target_type, "
    "target_id, target_name, outcome, address, request_id, details, is_seldom, hash";
inline constexpr int outcome_column = 11;
inline constexpr int is_seldom_column = 15;
inline constexpr int hash_column = 16;

Event event_of(const db::Row& row);

// What the partial index holds: everything but the events of single tokens and calls to APIs.
inline bool is_seldom(std::string_view action) {
  return !action.starts_with("token.") && !action.starts_with("api.");
}

}  // namespace latchkey::store::audit
