#include <boost/json/serialize.hpp>
#include <memory>
#include <spdlog/fmt/fmt.h>
#include <unistd.h>

#include "audit/verify.hpp"
#include "base/json.hpp"
#include "cli/command.hpp"
#include "cli/failure.hpp"
#include "cli/terminal.hpp"
#include "server/audit_commands.hpp"

namespace latchkey::server {

namespace {

struct Given {
  AuditLocation location;
  std::int64_t from_id = 1;
  bool is_json = false;
};

// On a terminal alone: one line that is written over, and wiped at the end.
class ProgressLine {
 public:
  ProgressLine() : is_terminal_(::isatty(STDERR_FILENO) == 1) {}
  ~ProgressLine() {
    if (is_shown_)
      cli::print_error("\r\x1b[K");
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(std::int64_t event_id, std::int64_t newest_id) {
    if (!is_terminal_)
      return;
    is_shown_ = true;
    cli::print_error(fmt::format("\revent {} of {}", event_id, newest_id));
  }

 private:
  bool is_terminal_;
  bool is_shown_ = false;
};

json::object report(const audit::Verification& whole) {
  return {{"whole", true},          {"first_id", whole.first_id}, {"last_id", whole.last_id},
          {"events", whole.events}, {"chains", whole.chains},     {"archives", whole.archives}};
}

json::object report(const store::audit::ChainFault& fault) {
  json::object object{{"whole", false}, {"event_id", nullptr}, {"reason", fault.reason}};
  if (fault.event_id != 0)
    object["event_id"] = fault.event_id;
  return object;
}

std::string sentence(const audit::Verification& whole) {
  if (whole.chains == 0)
    return "The audit log has no events.\n";
  if (whole.chains > 1)
    return fmt::format(
        "The audit log is whole: {} events in the chains of {} nodes, {} of them from archives.\n",
        whole.events, whole.chains, whole.archived_events);
  return fmt::format("The audit log is whole: events {} to {}, {} of them from archives.\n",
                     whole.first_id, whole.last_id, whole.archived_events);
}

void run(const Given& given) {
  const auto database = given.location.open_database();
  const auto verification = [&] {
    ProgressLine line;
    return audit::verify(
        *database, given.location.archives(), given.from_id,
        [&](std::int64_t event_id, std::int64_t newest_id) { line.show(event_id, newest_id); });
  }();
  if (given.is_json)
    cli::print(
        json::serialize(verification ? report(*verification) : report(verification.error())) +
        '\n');
  else if (verification)
    cli::print(sentence(*verification));
  if (!verification)
    throw cli::failed("the audit log is not whole: " + verification.error().reason);
}

}  // namespace

void add_audit_verify_command(CLI::App& group) {
  const auto given = std::make_shared<Given>();
  auto* command = group.add_subcommand(
      "verify", "Follow the hash chain of all events, and name the first that was altered");
  given->location.add_to(*command);
  command->add_option("--from", given->from_id, "Begin with the archive of that event; 1")
      ->type_name("ID")
      ->check(CLI::PositiveNumber);
  command->add_flag("--json", given->is_json, "Print JSON")->group("Output");
  command->footer(cli::examples_text(
      {"audit verify --data /var/lib/latchkey", "audit verify --json | jq .whole"}));
  command->callback([given] { run(*given); });
}

}  // namespace latchkey::server
