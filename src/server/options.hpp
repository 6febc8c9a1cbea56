// The options of `latchkey serve` by name, wherever they were given: command line, environment,
// file.
#pragma once

#include <expected>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace latchkey::server {

struct OptionDefinition {
  std::string_view name;  // "--name", key "name" of the file, LATCHKEY_NAME ('-' is '_' there)
  std::string_view placeholder;
  std::string_view description;
  bool is_environment_only = false;  // what must not stand in a process list
};

std::span<const OptionDefinition> option_definitions();

using OptionValues = std::map<std::string, std::string, std::less<>>;

// The keys of a TOML file, but for [[resource]] (see server/resources.hpp). An
// texts (joined by commas), and what is no TOML are errors that name file and place.
std::expected<OptionValues, std::string> read_option_file(const std::string& path);

// What the environment sets of the defined options.
OptionValues read_option_environment();

}  // namespace latchkey::server
