#include <memory>
#include <spdlog/fmt/fmt.h>

#include "cli/commands.hpp"
#include "cli/configuration_file.hpp"
#include "cli/difference.hpp"
#include "cli/failure.hpp"
#include "cli/plain_text.hpp"
#include "cli/terminal.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

struct Given {
  std::string file;
  bool is_dry_run = false;
  bool has_exit_code = false;
  bool prune = false;
  bool is_confirmed = false;
};

// no-color.org
bool is_coloured(const Context& context) {
  return is_terminal() && !context.environment()("NO_COLOR");
}

json::object send(const ServerApi& server, const ConfigurationFile& file, Parameters query) {
  const json::value body = file.body();
  const auto response =
      server.send(http::Method::post, "/configuration?" + form_encode(std::move(query)), &body);
  if (response.status / 100 != 2)
    throw failed(file.problem_text(response));
  auto answer = parse_json(response.body);
  if (!answer || !answer->is_object())
    throw failed("the server's answer is not JSON");
  return std::move(answer->get_object());
}

std::string counted_text(const ChangeCounts& counts, std::string_view verb) {
  return fmt::format("{}: {} created, {} changed, {} deleted\n", verb, counts.created,
                     counts.changed, counts.deleted);
}

// A client that cannot authenticate is easily forgotten.
void warn_of_missing_secrets(const json::array& changes) {
  for (const auto& change : changes) {
    const auto* lacks = change.as_object().if_contains("lacks_secret");
    if (lacks == nullptr || !lacks->get_bool())
      continue;
    const std::string id = text_of(change.as_object(), "client_id");
    print_error(fmt::format(
        "latchkey: the client {} has no secret yet: give it secret_file or secret_env, or use: "
        "latchkey client secret add {}\n",
        plain_text(text_of(change.as_object(), "name")), id.empty() ? "NAME" : plain_text(id)));
  }
}

Parameters query_of(const Given& given) {
  return {{"prune", given.prune ? "true" : "false"}};
}

void report(const Context& context, const Given& given, const json::object& planned,
            const json::array& changes) {
  if (given.is_dry_run && context.is_json())
    Context::show_json(planned);
  else if (!context.is_json())
    print(changes.empty() ? "No changes\n" : difference_text(changes, is_coloured(context)));
  if (given.is_dry_run && given.has_exit_code && !changes.empty()) {
    finish_output();
    throw Failure(ExitCode::differs, "the file differs from the server");
  }
}

void confirm_deletions(const Given& given, const ChangeCounts& counts) {
  if (counts.deleted != 0)
    Context::confirm(
        fmt::format("Delete {} that the file does not name?", counted(counts.deleted, "object")),
        given.is_confirmed);
}

void run(const Context& context, const Given& given) {
  const auto file = ConfigurationFile::read(given.file, context.environment());
  const ServerApi server = context.server();
  Parameters dry = query_of(given);
  dry.emplace_back("dry_run", "true");
  const json::object planned = send(server, file, std::move(dry));
  const json::array& changes = planned.at("changes").as_array();
  report(context, given, planned, changes);
  if (given.is_dry_run)
    return;
  const ChangeCounts counts = count_changes(changes);
  confirm_deletions(given, counts);
  Parameters exactly = query_of(given);
  exactly.emplace_back("plan", text_of(planned, "plan"));
  const json::object applied = send(server, file, std::move(exactly));
  if (context.is_json())
    Context::show_json(applied);
  else if (!changes.empty())
    print(counted_text(counts, "Applied"));
  warn_of_missing_secrets(applied.at("changes").as_array());
}

}  // namespace

void add_apply_command(CLI::App& app, Context& context) {
  const auto given = std::make_shared<Given>();
  auto& command =
      add_command(app, context,
                  {.name = "apply",
                   .description = "Make settings, permissions, roles and clients as a file says",
                   .examples = {"apply -f clients.yaml --dry-run", "apply -f clients.yaml",
                                "apply -f clients.yaml --prune --yes"}},
                  [&context, given] { run(context, *given); });
  command.add_option("-f,--file", given->file, "The YAML file; - for standard input")
      ->required()
      ->type_name("FILE");
  auto* dry_run = command.add_flag("--dry-run", given->is_dry_run,
                                   "Show what would change, and change nothing");
  command
      .add_flag("--exit-code", given->has_exit_code,
                "With --dry-run: exit with 4 when something would change")
      ->needs(dry_run);
  command.add_flag("--prune", given->prune,
                   "Delete the roles and clients that the file does not name");
  add_yes_option(command, given->is_confirmed);
}

}  // namespace latchkey::cli
