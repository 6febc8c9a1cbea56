// The caller of everything that comes over the local socket: whoever may open it runs the server.
#pragma once

#include <string_view>

#include "api/call.hpp"

namespace latchkey::api {

// What created_by and the audit log hold; ids of users never look like it.
inline constexpr std::string_view local_administrator_id = "local-administrator";
inline constexpr std::string_view local_administrator_name = "local administrator";

// With every right of the default organization, and no account.
Caller local_administrator(const store::Store& store);

}  // namespace latchkey::api
