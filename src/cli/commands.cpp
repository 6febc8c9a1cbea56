#include "cli/commands.hpp"

namespace latchkey::cli {

void add_commands(CLI::App& app, Context& context) {
  add_status_command(app, context);
  add_client_commands(app, context);
  add_user_commands(app, context);
  add_role_commands(app, context);
  add_session_commands(app, context);
  add_settings_commands(app, context);
  add_key_commands(app, context);
  add_audit_commands(app, context);
  add_log_level_command(app, context);
  add_export_command(app, context);
  add_apply_command(app, context);
  add_completion_command(app);
}

}  // namespace latchkey::cli
