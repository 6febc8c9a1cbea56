#include "server/serve_command.hpp"

#include <cstdio>
#include <memory>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "cli/command.hpp"
#include "cli/failure.hpp"
#include "server/application.hpp"
#include "server/key_source.hpp"
#include "server/resources.hpp"
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

// As many connections as the system allows: shells and old units leave room for a thousand.
void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

void serve(Configuration configuration) {
  auto sockets = take_passed_sockets();
  if (!sockets)
    throw cli::failed(sockets.error());
  configuration.http.passed_sockets = *std::move(sockets);
  harden_process();
  raise_file_limit();
  const auto signals = take_signals();
  Application application(std::move(configuration));
  application.start();
  std::printf("listening on %s\n", application.url().c_str());
  std::fflush(stdout);
  notify_systemd("READY=1");
  serve_until_ended(application, signals);
  notify_systemd("STOPPING=1");
  application.stop();
}

template <class T>
T value_or_failure(std::expected<T, std::string> expected) {
  if (!expected)
    throw cli::failed(expected.error());
  return std::move(*expected);
}

}  // namespace

void add_serve_command(CLI::App& app) {
  struct Given {
    OptionValues values;
    std::string file;
  };
  const auto given = std::make_shared<Given>();
  auto* command = app.add_subcommand("serve", "Run the server");
  add_server_options(*command, given->values, given->file);
  command->footer(
      cli::examples_text({"serve --data /var/lib/latchkey --issuer https://auth.example.com",
                          "serve --config /etc/latchkey/latchkey.toml"}));
  command->callback([given] {
    const auto values = value_or_failure(resolve_options(given->values, given->file));
    auto configuration = value_or_failure(make_configuration(values));
    configuration.deployment.resources =
        value_or_failure(read_resources(given->file, own_audience(configuration)));
    configuration.key_source =
        value_or_failure(take_key_source(configuration.data, configuration.key_file));
    serve(std::move(configuration));
  });
}

void add_server_options(CLI::App& command, OptionValues& given, std::string& file) {
  for (const auto& definition : option_definitions())
    if (!definition.is_environment_only)
      command
          .add_option(
              "--" + std::string(definition.name),
              [&given, name = std::string(definition.name)](const CLI::results_t& values) {
                given[name] = values.front();
                return true;
              },
              std::string(definition.description))
          ->type_name(std::string(definition.placeholder));
  command.add_option("--config", file, "TOML file with these options as keys")
      ->envname("LATCHKEY_CONFIG")
      ->type_name("FILE");
}

std::expected<OptionValues, std::string> resolve_options(const OptionValues& command_line,
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

}  // namespace latchkey::server
