// Audit events as syslog messages (RFC 5424).
#pragma once

#include <string>
#include <string_view>

#include "store/audit_chain.hpp"

namespace latchkey::audit {

// Facility authpriv; severity notice, or warning for what failed. The event's names stand in
// structured data, all of it as a JSON line in MSG.
std::string syslog_message(const store::audit::Record& record, std::string_view host,
                           std::string_view process_id);

}  // namespace latchkey::audit
