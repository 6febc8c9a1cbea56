// The commands of the client, one function and file a group. A new group is declared here and
// added in add_commands().
#pragma once

#include "cli/command.hpp"

namespace latchkey::cli {

// All of them. The context outlives the app.
void add_commands(CLI::App& app, Context& context);

void add_status_command(CLI::App& app, Context& context);
void add_client_commands(CLI::App& app, Context& context);
void add_user_commands(CLI::App& app, Context& context);
void add_role_commands(CLI::App& app, Context& context);
void add_session_commands(CLI::App& app, Context& context);
void add_settings_commands(CLI::App& app, Context& context);
void add_key_commands(CLI::App& app, Context& context);
void add_audit_commands(CLI::App& app, Context& context);
void add_log_level_command(CLI::App& app, Context& context);
void add_export_command(CLI::App& app, Context& context);
void add_apply_command(CLI::App& app, Context& context);
void add_completion_command(CLI::App& app);

}  // namespace latchkey::cli
