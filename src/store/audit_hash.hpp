// The hash that ties an audit event to all before it.
#pragma once

#include <string>
#include <string_view>

#include "store/audit.hpp"

namespace latchkey::store::audit {

// base64url(SHA-256) of previous_hash and every field of the event, each with its length before it,
// so that no two events have the same text.
std::string chain_hash(std::string_view previous_hash, const Event& event);

}  // namespace latchkey::store::audit
