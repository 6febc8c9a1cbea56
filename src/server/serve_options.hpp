// What `serve` would take for an option, for commands that look for the files of a server.
#pragma once

#include <CLI/App.hpp>
#include <filesystem>
#include <string>
#include <string_view>

namespace latchkey::server {

// given: of the command's own line; then the environment, then the configuration file (empty: there
// is none). Empty where nobody names it. Throws cli::Failure for a file that cannot be read.
std::string serve_option(std::string_view name, const std::string& given,
                         const std::string& config_file);

// "--database", for commands that work on a database without its server.
void add_database_option(CLI::App& command, std::string& url);

// The data directory, found so.
std::filesystem::path data_directory(const std::string& given, const std::string& config_file);

}  // namespace latchkey::server
