// RFC 3339 timestamps in UTC.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace latchkey {

// "2026-01-31T12:00:00.123456Z"; the fraction is left out when it is zero.
std::string format_rfc3339(Time time);

// Takes "Z" and numeric offsets; nothing on any fault.
std::optional<Time> parse_rfc3339(std::string_view text);

}  // namespace latchkey
