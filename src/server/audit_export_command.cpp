#include <algorithm>
#include <memory>

#include "audit/export.hpp"
#include "base/timestamp.hpp"
#include "cli/audit_query.hpp"
#include "cli/command.hpp"
#include "cli/failure.hpp"
#include "cli/terminal.hpp"
#include "server/audit_commands.hpp"
#include "store/audit_csv.hpp"
#include "store/audit_json.hpp"

namespace latchkey::server {

namespace {

constexpr std::size_t printed_at_once = 64 * 1024;

struct Given {
  AuditLocation location;
  bool has_archives = false;
  std::string format = "jsonl";
  std::string actor;
  std::string client;
  std::string action;
  std::string outcome;
  std::string since;
  std::string until;
  std::string search;
};

std::optional<Time> point(const std::string& text, Time now) {
  if (text.empty())
    return std::nullopt;
  return parse_rfc3339(cli::point_in_time(text, now));
}

std::optional<std::string> given_or_nothing(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

store::audit::Filter filter_of(const Given& given, Time now) {
  store::audit::Filter filter;
  filter.action = given_or_nothing(given.action);
  filter.q = given_or_nothing(given.search);
  filter.from = point(given.since, now);
  filter.to = point(given.until, now);
  if (!given.outcome.empty())
    filter.outcome = given.outcome == "success" ? store::audit::Outcome::success
                                                : store::audit::Outcome::failure;
  return filter;
}

bool is_it(const std::string& wanted, const std::string& id, const std::string& name) {
  return wanted.empty() || wanted == id || wanted == name;
}

// Printed in larger pieces than lines.
class Printer {
 public:
  explicit Printer(bool is_csv) : is_csv_(is_csv) {
    if (is_csv_)
      store::audit::append_csv_header(text_);
  }
  void add(const store::audit::Record& record) {
    if (is_csv_)
      store::audit::append_csv_event(text_, record.event);
    else
      text_ += store::audit::to_line(record) + '\n';
    if (text_.size() >= printed_at_once)
      flush();
  }
  void flush() {
    cli::print(text_);
    text_.clear();
  }

 private:
  bool is_csv_;
  std::string text_;
};

void run(const Given& given, Time now) {
  const auto filter = filter_of(given, now);
  const auto database = given.location.open_database();
  Printer printer(given.format == "csv");
  const auto fault =
      audit::for_each_event(*database, given.location.archives(), given.has_archives, filter,
                            [&](const store::audit::Record& record) {
                              const auto& event = record.event;
                              if (is_it(given.actor, event.actor.id, event.actor.name) &&
                                  is_it(given.client, event.client_id, event.client_name))
                                printer.add(record);
                            });
  printer.flush();
  if (fault)
    throw cli::failed("the export is not complete: " + fault->reason);
}

void add_filters(CLI::App& command, Given& given) {
  command
      .add_option("--actor", given.actor,
                  "Who did it: e-mail address as it was then, or id; local-administrator, system")
      ->type_name("USER");
  command.add_option("--client", given.client, "The client involved: name as it was then, or id")
      ->type_name("CLIENT");
  command
      .add_option("--action", given.action,
                  "For example token.issued, or sign_in.* for all of them")
      ->type_name("ACTION");
  cli::one_of(command.add_option("--outcome", given.outcome, "Only those"), {"success", "failure"});
  command.add_option("--since", given.since, "From then on: an RFC 3339 time, or 15m, 24h, 7d ago")
      ->type_name("TIME");
  command.add_option("--until", given.until, "Before then")->type_name("TIME");
  command.add_option("--search", given.search, "Only where actor, client or target has this text")
      ->type_name("TEXT");
}

}  // namespace

void add_audit_export_command(CLI::App& group, const Clock& clock) {
  const auto given = std::make_shared<Given>();
  auto* command = group.add_subcommand("export", "Write events, oldest first, to standard output");
  given->location.add_to(*command);
  command->add_flag("--all", given->has_archives, "Archived events too");
  cli::one_of(command->add_option("--format", given->format, "JSON lines, or CSV; jsonl"),
              {"jsonl", "csv"});
  add_filters(*command, *given);
  command->footer(cli::examples_text(
      {"audit export --all > audit.jsonl",
       "audit export --format csv --since 7d --action \"sign_in.*\" > week.csv"}));
  command->callback([given, &clock] { run(*given, clock.now()); });
}

}  // namespace latchkey::server
