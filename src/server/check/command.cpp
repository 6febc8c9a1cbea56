#include "server/check/command.hpp"

#include <memory>

#include "cli/command.hpp"
#include "cli/failure.hpp"
#include "cli/server_api.hpp"
#include "cli/terminal.hpp"
#include "db/sqlite_inspection.hpp"
#include "server/check/checks.hpp"
#include "server/serve_command.hpp"

namespace latchkey::server {

namespace {

struct Given {
  OptionValues values;
  std::string file;
  bool is_json = false;
};

// Where the database is no file, which tells who has it open, the server's own socket does.
bool answers(const std::filesystem::path& data) {
  try {
    return cli::ServerApi(data).send(http::Method::get, "/server").status == 200;
  } catch (const cli::Failure&) {
    return false;
  }
}

Findings look(const Given& given, Time now) {
  Findings findings;
  const auto configuration = check_configuration(given.values, given.file, findings);
  if (!configuration)
    return findings;
  const auto& data = configuration->data;
  const auto owner =
      configuration->database ? std::nullopt : db::sqlite_owner(data / "latchkey.db");
  const bool is_running = configuration->database ? answers(data) : owner.has_value();
  check_files(*configuration, findings);
  if (configuration->database)
    check_postgres(*configuration->database, findings);
  else
    check_database(data, owner, findings);
  check_disk(data, findings);
  check_clock(data, now, findings);
  check_certificate(*configuration, now, findings);
  if (!is_running)
    check_address(*configuration, findings);
  check_issuer(*configuration, is_running, findings);
  return findings;
}

void check(const Given& given, Time now) {
  const Findings findings = look(given, now);
  if (given.is_json)
    cli::Context::show_json(findings.as_json());
  else
    cli::print(findings.text());
  cli::finish_output();
  if (findings.count(Severity::error) > 0)
    throw cli::failed("not everything is well");
}

}  // namespace

void add_check_command(CLI::App& app, const Clock& clock) {
  const auto given = std::make_shared<Given>();
  auto* command = app.add_subcommand(
      "check", "Look at configuration, files, database, clock and issuer; takes serve's options");
  add_server_options(*command, given->values, given->file);
  command->add_flag("--json", given->is_json, "Print the findings as JSON")->group("Output");
  command->footer(cli::examples_text({"check --config /etc/latchkey/latchkey.toml",
                                      "check --data /var/lib/latchkey --json | jq .errors"}));
  command->callback([given, &clock] { check(*given, clock.now()); });
}

}  // namespace latchkey::server
