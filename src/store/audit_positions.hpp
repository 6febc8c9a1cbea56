// How far the audit log was handed on to each place outside: a file, a syslog.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "store/audit_chain.hpp"

namespace latchkey::store::audit {

// Nothing for a place that never got an event of that chain.
std::optional<std::int64_t> find_position(Transaction& tx, Chain chain, std::string_view sink);
void set_position(Transaction& tx, std::string_view sink, std::int64_t last_id);

}  // namespace latchkey::store::audit
