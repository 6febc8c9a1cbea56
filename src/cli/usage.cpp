#include "cli/usage.hpp"

#include <algorithm>
#include <spdlog/fmt/fmt.h>
#include <vector>

#include "cli/command.hpp"
#include "cli/plain_text.hpp"
#include "cli/terminal.hpp"

namespace latchkey::cli {

namespace {

const CLI::App& innermost(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : innermost(*chosen.back());
}

std::vector<std::string> names_of_commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

std::string unknown_command(const CLI::App& group, const std::string& word) {
  const std::string name = full_name(group);
  return fmt::format("{}: there is no command \"{}\"\nThere are: {}\nSee '{} --help'.\n", name,
                     plain_text(word), fmt::join(names_of_commands(group), ", "), name);
}

}  // namespace

std::string usage_text(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& where = innermost(app);
  const bool lacks_command = !names_of_commands(where).empty();
  const auto extras = app.remaining(true);
  const auto word =
      std::ranges::find_if(extras, [](const auto& extra) { return !extra.starts_with('-'); });
  if (lacks_command && word != extras.end())
    return unknown_command(where, *word);
  if (lacks_command && extras.empty())
    return app.help();
  const std::string name = full_name(where);
  const std::string text = extras.empty()
                               ? std::string(error.what())
                               : fmt::format("not known here: {}", fmt::join(extras, " "));
  return fmt::format("{}: {}\nSee '{} --help'.\n", name, plain_text(text), name);
}

ExitCode report_usage(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) {
    app.exit(error);
    return ExitCode::done;
  }
  print_error(usage_text(app, error));
  return ExitCode::misused;
}

}  // namespace latchkey::cli
