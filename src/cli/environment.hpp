// The environment variables of the command.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace latchkey::cli {

// Nothing for a variable that is not set, or empty.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

}  // namespace latchkey::cli
