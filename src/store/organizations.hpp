// Organizations: the walls between clients, users, roles and events.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/store.hpp"

namespace latchkey::store::organizations {

// Creates it with the standard permissions and its built-in roles (System Administrator, Engineer,
// Operator, Viewer). The first one is the default.
void insert(Transaction& tx, const std::string& org_id, const std::string& name, Random& random,
            Time now);
std::optional<std::string> find_default(Transaction& tx);
// Where there is none, throws.
std::string default_id(Transaction& tx);

// Waits for, and holds up, other transactions that do this for the organization: for rules over
// several of its rows.
void lock(Transaction& tx, std::string_view org_id);

}  // namespace latchkey::store::organizations
