#include <memory>
#include <spdlog/fmt/fmt.h>

#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/plain_text.hpp"
#include "cli/terminal.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

void show(const Context& context, const json::object& settings) {
  if (context.is_json())
    return Context::show_json(settings);
  Facts facts;
  for (const auto& setting : settings)
    facts.add(std::string(setting.key()), text_of(setting.value()));
  context.show(facts);
}

std::string names_of(const json::object& settings) {
  std::string names;
  for (const auto& setting : settings) names += "\n  " + std::string(setting.key());
  return names;
}

// Of the kind that the setting has now; what is no number or truth value goes to the server as a
// text, which says what is wrong with it.
json::value typed(const json::value& current, const std::string& text) {
  if (current.is_string())
    return json::string(text);
  auto parsed = parse_json(text);
  return parsed ? std::move(*parsed) : json::value(text);
}

void set(const Context& context, const std::vector<std::string>& assignments) {
  const ServerApi server = context.server();
  const json::value answer = server.get("/settings");
  const json::object& current = answer.as_object();
  json::object body;
  for (const auto& assignment : assignments) {
    const auto equals = assignment.find('=');
    const std::string name = assignment.substr(0, equals);
    if (equals == std::string::npos)
      throw misused(fmt::format("\"{}\" is not NAME=VALUE", plain_text(assignment)));
    const json::value* before = current.if_contains(name);
    if (before == nullptr)
      throw misused(
          fmt::format("\"{}\" is no setting; there are:{}", plain_text(name), names_of(current)));
    if (body.contains(name))
      throw misused(name + " is given twice");
    body[name] = typed(*before, assignment.substr(equals + 1));
  }
  show(context, server.patch("/settings", body).as_object());
}

}  // namespace

void add_settings_commands(CLI::App& app, Context& context) {
  CLI::App& group = add_group(app, "settings", "See and change what holds for the whole server");
  add_command(group, context,
              {.name = "show",
               .description = "Show all settings",
               .examples = {"settings show", "settings show --json"}},
              [&context] { show(context, context.server().get("/settings").as_object()); });
  const auto assignments = std::make_shared<std::vector<std::string>>();
  auto& command = add_command(
      group, context,
      {.name = "set",
       .description = "Change settings, all or none",
       .examples = {"settings set brand_name=\"Example Corp\"",
                    "settings set rbac_enabled=true access_token_lifetime_seconds=600"}},
      [&context, assignments] { set(context, *assignments); });
  command.add_option("settings", *assignments, "What to change")
      ->required()
      ->type_name("NAME=VALUE");
}

}  // namespace latchkey::cli
