// The prompt and max_age parameters (OIDC Core 3.1.2.1): how fresh a sign-in the client wants.
#pragma once

#include <chrono>
#include <expected>
#include <string_view>
#include <vector>

#include "oauth/error.hpp"
#include "oauth/request/authorization_request.hpp"

namespace latchkey::oauth {

// invalid_request for an unknown value, and for none together with another.
std::expected<std::vector<Prompt>, Error> parse_prompt(std::string_view text);

// Decimal digits, at most ten.
std::expected<std::chrono::seconds, Error> parse_max_age(std::string_view text);

}  // namespace latchkey::oauth
