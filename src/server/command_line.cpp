#include "server/command_line.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/terminal.hpp"
#include "cli/usage.hpp"
#include "crypto/system_random.hpp"
#include "server/audit_commands.hpp"
#include "server/check/command.hpp"
#include "server/recovery_commands.hpp"
#include "server/serve_command.hpp"
#include "server/serve_options.hpp"

namespace latchkey::server {

namespace {

int exit_with(cli::ExitCode code) {
  return static_cast<int>(code);
}

std::optional<std::string> variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe)
  if (value == nullptr || *value == '\0')
    return std::nullopt;
  return value;
}

}  // namespace

int run(int argc, char** argv) {
  const SystemClock clock;
  crypto::SystemRandom random;
  cli::Context context(data_directory, variable, clock, random);
  CLI::App app("Latchkey, an OAuth 2.0 and OpenID Connect authorization server", "latchkey");
  app.set_version_flag("--version", "latchkey " LATCHKEY_VERSION);
  app.require_subcommand(1);
  app.footer("Help for each: latchkey COMMAND --help");
  add_serve_command(app);
  add_check_command(app, clock);
  cli::add_commands(app, context);
  add_backup_command(app, clock, random);
  add_restore_command(app, random);
  add_move_command(app);
  add_change_sealing_key_command(*app.get_subcommand("key"), clock, random);
  add_audit_verify_command(*app.get_subcommand("audit"));
  add_audit_export_command(*app.get_subcommand("audit"), clock);
  try {
    app.parse(argc, argv);
    cli::finish_output();
    return exit_with(cli::ExitCode::done);
  } catch (const CLI::ParseError& error) {
    return exit_with(cli::report_usage(app, error));
  } catch (const cli::Failure& failure) {
    std::fprintf(stderr, "latchkey: %s\n", failure.what());
    return exit_with(failure.code());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "latchkey: %s\n", error.what());
    return exit_with(cli::ExitCode::failed);
  }
}

}  // namespace latchkey::server
