#include "cli/command.hpp"

#include <boost/json/serialize.hpp>
#include <spdlog/fmt/fmt.h>

#include "cli/failure.hpp"
#include "cli/terminal.hpp"

namespace latchkey::cli {

void Context::show(const Table& table) const {
  print(table.text(terminal_columns()));
}

void Context::show(const Facts& facts) const {
  print(facts.text());
}

void Context::show_json(const json::value& value) {
  print(json::serialize(value) + "\n");
}

void Context::confirm(const std::string& question, bool is_confirmed) {
  if (is_confirmed)
    return;
  if (!can_ask())
    throw misused(question + "\nThere is no terminal to ask at: give --yes to do it.");
  if (!ask_yes_or_no(question))
    throw failed("nothing was changed");
}

void Context::add_location_options(CLI::App& command) {
  command
      .add_option("--data", data_, "Data directory of the server; by default LATCHKEY_DATA or var")
      ->type_name("DIR")
      ->group("Server");
  command.add_option("--config", config_, "Configuration file of the server, which names it")
      ->envname("LATCHKEY_CONFIG")
      ->type_name("FILE")
      ->group("Server");
}

void Context::add_json_option(CLI::App& command) {
  command.add_flag("--json", is_json_, "Print the REST API's JSON")->group("Output");
}

CLI::App& add_group(CLI::App& app, const std::string& name, const std::string& description) {
  auto* group = app.add_subcommand(name, description);
  group->require_subcommand(1);
  group->footer("Help for each: " + full_name(*group) + " COMMAND --help");
  return *group;
}

CLI::App& add_command(CLI::App& group, Context& context, const CommandText& text,
                      std::function<void()> run) {
  auto* command = group.add_subcommand(text.name, text.description);
  command->footer(examples_text(text.examples));
  command->callback(std::move(run));
  context.add_location_options(*command);
  context.add_json_option(*command);
  return *command;
}

std::string full_name(const CLI::App& app) {
  const CLI::App* parent = app.get_parent();
  return parent == nullptr ? app.get_name() : full_name(*parent) + " " + app.get_name();
}

std::string examples_text(const std::vector<std::string>& examples) {
  if (examples.empty())
    return {};
  std::string text = "Examples:";
  for (const auto& example : examples) text += "\n  latchkey " + example;
  return text;
}

CLI::Option* one_of(CLI::Option* option, const std::vector<std::string>& values) {
  return option->check(CLI::IsMember(values))
      ->option_text(
          fmt::format("{}{}", fmt::join(values, "|"), option->get_required() ? " (required)" : ""));
}

void add_yes_option(CLI::App& command, bool& is_confirmed) {
  command.add_flag("-y,--yes", is_confirmed, "Do not ask");
}

}  // namespace latchkey::cli
