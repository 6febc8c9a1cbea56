// Roles: named sets of permissions.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "oauth/model/user.hpp"
#include "store/page.hpp"
#include "store/store.hpp"

namespace latchkey::store::roles {

inline constexpr std::array<std::string_view, 3> sort_keys{"name", "created_at", "updated_at"};

// Names are unique within an organization, without regard to case.
enum class Change { done, gone, name_taken, built_in, in_use };
Change insert(Transaction& tx, const oauth::Role& role);
std::optional<oauth::Role> find(Transaction& tx, std::string_view org_id, std::string_view role_id);
Page<oauth::Role> list(Transaction& tx, std::string_view org_id, const PageRequest& request);
// The System Administrator role is built_in: it cannot be edited or deleted. Other built-in roles
// (Engineer, Operator, Viewer) can.
Change update(Transaction& tx, const oauth::Role& role);
Change erase(Transaction& tx, std::string_view org_id,
             std::string_view role_id);  // in_use: held by users
std::int64_t holders(Transaction& tx, std::string_view role_id);

// The System Administrator role of an organization.
oauth::Role system_administrator(Transaction& tx, std::string_view org_id);

std::vector<oauth::Role> all(Transaction& tx);                           // of every organization
std::vector<oauth::Role> all(Transaction& tx, std::string_view org_id);  // by name

}  // namespace latchkey::store::roles
