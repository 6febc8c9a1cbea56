// Numbers that only grow, whatever is deleted. Taking one holds the others up until the
// transaction ends, so that numbers become visible in their order.
#pragma once

#include <cstdint>
#include <string_view>

#include "db/database.hpp"

namespace latchkey::store::counters {

inline constexpr std::string_view client_revision = "client_revision";
inline constexpr std::string_view revocation = "revocation";

std::int64_t next(db::Transaction& tx, std::string_view name);
std::int64_t last(db::Transaction& tx, std::string_view name);

}  // namespace latchkey::store::counters
