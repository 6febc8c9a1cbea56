// Audit events as JSON, the one form that the REST API, archives, exports and log shippers show.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "store/audit_chain.hpp"

namespace latchkey::store::audit {

// Without organization and hash.
json::object to_json(const Event& event);

// The event with org_id and hash, without line end. What record_of_line reads is the same to the
// last byte, so that the chain can be followed in files too.
std::string to_line(const Record& record);
std::optional<Record> record_of_line(std::string_view line);

}  // namespace latchkey::store::audit
