// Browser sessions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "oauth/model/session.hpp"
#include "store/store.hpp"

namespace latchkey::store::sessions {

// Stores nothing when the user is disabled or gone.
void insert(Transaction& tx, const oauth::Session& session);
std::optional<oauth::Session> find_by_digest(Transaction& tx, std::string_view digest);
std::vector<oauth::Session> list_of_user(Transaction& tx, std::string_view user_id, Time now);
void touch(Transaction& tx, std::string_view session_id, Time last_seen_at);
bool erase(Transaction& tx, std::string_view user_id, std::string_view session_id);
std::int64_t erase_all_of_user(Transaction& tx, std::string_view user_id,
                               std::string_view keep_session_id);

}  // namespace latchkey::store::sessions
