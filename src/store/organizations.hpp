// Organizations: the walls between clients, users, roles and events.
#pragma once

#include <string>
#include <string_view>

#include "store/store.hpp"

namespace latchkey::store::organizations {

// Creates it with its built-in roles (System Administrator, Engineer, Operator, Viewer).
void insert(Transaction& tx, const std::string& org_id, const std::string& name,
            const oauth::PermissionCatalogue& catalogue, Random& random, Time now);
std::string default_id(Transaction& tx);

}  // namespace latchkey::store::organizations
