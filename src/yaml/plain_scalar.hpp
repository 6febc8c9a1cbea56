// What an unquoted scalar means (YAML 1.2, core schema).
#pragma once

#include <optional>
#include <string_view>

#include "base/json.hpp"

namespace latchkey::yaml {

// Nothing for what some version of YAML takes for something else than another does.
std::optional<json::value> plain_value(std::string_view text);

}  // namespace latchkey::yaml
