#include <memory>

#include "cli/commands.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

constexpr auto path = "/log-level";

void show(const Context& context, const json::object& state) {
  if (context.is_json())
    return Context::show_json(state);
  Facts facts;
  facts.add("Level", text_of(state, "level"));
  facts.add("Configured", text_of(state, "configured_level"));
  context.show(facts);
}

void run(const Context& context, const std::string& level) {
  const ServerApi server = context.server();
  const json::value state =
      level.empty() ? server.get(path) : server.patch(path, json::object{{"level", level}});
  show(context, state.as_object());
}

}  // namespace

void add_log_level_command(CLI::App& app, Context& context) {
  const auto level = std::make_shared<std::string>();
  auto& command =
      add_command(app, context,
                  {.name = "log-level",
                   .description = "Show the log's level, or change it until the server restarts",
                   .examples = {"log-level", "log-level debug", "log-level info --json"}},
                  [&context, level] { run(context, *level); });
  one_of(command.add_option("level", *level, "What is written from now on"),
         {"debug", "info", "warn", "error", "off"});
}

}  // namespace latchkey::cli
