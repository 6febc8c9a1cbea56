// The commands about the audit log, one a file; and what they share.
#pragma once

#include <string>
#include <string_view>

#include "cli/command.hpp"

namespace latchkey::cli {

void add_audit_list(CLI::App& group, Context& context);
void add_audit_tail(CLI::App& group, Context& context);

// The name of the event's actor, client or target, or the id where it has none.
std::string name_in_event(const json::object& event, std::string_view who);

}  // namespace latchkey::cli
