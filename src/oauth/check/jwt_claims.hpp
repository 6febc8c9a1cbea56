// Text members of a verified JWT's claims.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace latchkey::oauth {

// Nothing when the member is missing, empty or no text.
std::optional<std::string> text_claim(const json::object& claims, std::string_view name);

}  // namespace latchkey::oauth
