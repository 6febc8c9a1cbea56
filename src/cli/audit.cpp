#include "cli/audit.hpp"

#include "cli/commands.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

void add_audit_commands(CLI::App& app, Context& context) {
  CLI::App& group = add_group(app, "audit", "Read the audit log");
  add_audit_list(group, context);
  add_audit_tail(group, context);
}

std::string name_in_event(const json::object& event, std::string_view who) {
  const json::value* reference = event.if_contains(who);
  if (reference == nullptr || !reference->is_object())
    return {};
  const json::object& object = reference->get_object();
  const std::string name = text_of(object, "name");
  return name.empty() ? text_of(object, who == "client" ? "client_id" : "id") : name;
}

}  // namespace latchkey::cli
