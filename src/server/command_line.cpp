#include "server/command_line.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "server/application.hpp"
#include "server/options.hpp"
#include "server/signal_loop.hpp"
#include "server/systemd.hpp"

namespace latchkey::server {

namespace {

// Secrets are in this process's memory: no core dump, no attaching by others, private files.
void harden_process() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
  umask(0077);
}

int fail(const std::string& reason) {
  std::fprintf(stderr, "latchkey: %s\n", reason.c_str());
  return 1;
}

int serve(Configuration configuration) {
  auto sockets = take_passed_sockets();
  if (!sockets)
    return fail(sockets.error());
  configuration.http.passed_sockets = *std::move(sockets);
  harden_process();
  const auto signals = take_signals();
  try {
    Application application(std::move(configuration));
    application.start();
    std::printf("listening on %s\n", application.url().c_str());
    std::fflush(stdout);
    notify_systemd("READY=1");
    serve_until_ended(application, signals);
    notify_systemd("STOPPING=1");
    application.stop();
    return 0;
  } catch (const std::exception& error) {
    return fail(error.what());
  }
}

// The command line wins over the environment, and that over the file.
std::expected<OptionValues, std::string> resolve(const OptionValues& command_line,
                                                 const std::string& file) {
  auto values = command_line;
  values.merge(read_option_environment());
  if (!file.empty()) {
    auto from_file = read_option_file(file);
    if (!from_file)
      return from_file;
    values.merge(*from_file);
  }
  return values;
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app("Latchkey, an OAuth 2.0 and OpenID Connect authorization server");
  app.set_version_flag("--version", "latchkey " LATCHKEY_VERSION);
  app.require_subcommand(1);
  auto* serve_command = app.add_subcommand("serve", "Run the server");
  OptionValues given;
  for (const auto& definition : option_definitions())
    if (!definition.is_environment_only)
      serve_command
          ->add_option_function<std::string>(
              "--" + std::string(definition.name),
              [&given, name = std::string(definition.name)](const std::string& value) {
                given[name] = value;
              },
              std::string(definition.description))
          ->type_name(std::string(definition.placeholder));
  std::string file;
  serve_command->add_option("--config", file, "TOML file with these options as keys")
      ->envname("LATCHKEY_CONFIG")
      ->type_name("FILE");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }

  const auto values = resolve(given, file);
  if (!values)
    return fail(values.error());
  auto configuration = make_configuration(*values);
  if (!configuration)
    return fail(configuration.error());
  return serve(*std::move(configuration));
}

}  // namespace latchkey::server
