// The command that serves, `latchkey serve`: its options, and the run from start to signal.
#pragma once

#include <CLI/CLI.hpp>
#include <expected>
#include <string>

#include "server/options.hpp"

namespace latchkey::server {

void add_serve_command(CLI::App& app);

// The options of `serve` as options of a command; they fill the two, which outlive it.
void add_server_options(CLI::App& command, OptionValues& given, std::string& file);

// The command line wins over the environment, and that over the file (empty: there is none).
std::expected<OptionValues, std::string> resolve_options(const OptionValues& command_line,
                                                         const std::string& file);

}  // namespace latchkey::server
