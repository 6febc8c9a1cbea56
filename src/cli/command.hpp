// What every command of the client has: where the server is, how to print, and how it is declared.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "cli/environment.hpp"
#include "cli/server_api.hpp"
#include "cli/table.hpp"

namespace latchkey::cli {

// Outlives the commands that were declared with it. One thread's.
class Context {
 public:
  // The data directory, from what --data and --config say (either may be empty); throws Failure.
  using FindData =
      std::function<std::filesystem::path(const std::string& data, const std::string& config)>;

  Context(FindData find_data, Environment environment, const Clock& clock, Random& random)
      : find_data_(std::move(find_data)),
        environment_(std::move(environment)),
        clock_(clock),
        random_(random) {}

  [[nodiscard]] std::filesystem::path data() const { return find_data_(data_, config_); }
  [[nodiscard]] ServerApi server() const { return ServerApi(data()); }
  [[nodiscard]] bool is_json() const { return is_json_; }
  [[nodiscard]] const Environment& environment() const { return environment_; }
  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] Random& random() const { return random_; }

  // On a terminal within its width.
  void show(const Table& table) const;
  void show(const Facts& facts) const;
  // One line of JSON.
  static void show_json(const json::value& value);

  // Before what cannot be undone: asks on a terminal, and elsewhere needs --yes. Throws Failure
  // when it is not to be done.
  static void confirm(const std::string& question, bool is_confirmed);

  void add_location_options(CLI::App& command);
  void add_json_option(CLI::App& command);

 private:
  FindData find_data_;
  Environment environment_;
  const Clock& clock_;
  Random& random_;
  std::string data_;
  std::string config_;
  bool is_json_ = false;
};

struct CommandText {
  std::string name;
  std::string description;
  std::vector<std::string> examples;  // without "latchkey "
};

// A group of commands: "client", "user", ...
CLI::App& add_group(CLI::App& app, const std::string& name, const std::string& description);

// A command that calls the server: with --data, --config and --json. run is called once the
// command line is known to be good.
CLI::App& add_command(CLI::App& group, Context& context, const CommandText& text,
                      std::function<void()> run);

// "latchkey client secret"
std::string full_name(const CLI::App& app);

// The last part of a command's help.
std::string examples_text(const std::vector<std::string>& examples);

// Makes the option take one of these, which help and completion show.
CLI::Option* one_of(CLI::Option* option, const std::vector<std::string>& values);

// --yes, where a command asks before it goes on.
void add_yes_option(CLI::App& command, bool& is_confirmed);

}  // namespace latchkey::cli
