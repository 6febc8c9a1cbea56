// The answers to refused requests (RFC 6750 3 and 3.1, RFC 9728 5.1).
#pragma once

#include <string_view>

#include "latchkey/resource/refusal.hpp"
#include "latchkey/resource/settings.hpp"
#include "resource/inspection.hpp"

namespace latchkey::resource {

// scopes: what the request needs, space-delimited; named where they are what is missing.
Refusal refuse(const Settings& settings, Fault fault, std::string_view scopes);

// Whether a text of the settings can stand in a challenge's quoted string.
bool is_quotable(std::string_view text);

}  // namespace latchkey::resource
