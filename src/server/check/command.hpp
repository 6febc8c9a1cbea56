// The command that looks at everything `latchkey serve` would use: `latchkey check`.
#pragma once

#include <CLI/CLI.hpp>

#include "base/clock.hpp"

namespace latchkey::server {

void add_check_command(CLI::App& app, const Clock& clock);

}  // namespace latchkey::server
