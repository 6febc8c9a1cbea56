// What a wrong command line is answered with.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "cli/failure.hpp"

namespace latchkey::cli {

// What is wrong, and where help is. For a group without a command: its help.
std::string usage_text(const CLI::App& app, const CLI::ParseError& error);

// Prints that to standard error, and help or version that was asked for to standard output.
ExitCode report_usage(const CLI::App& app, const CLI::ParseError& error);

}  // namespace latchkey::cli
