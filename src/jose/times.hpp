// The time claims of a JWT (RFC 7519 4.1.4-4.1.6): whole seconds within a sane range.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/json.hpp"

namespace latchkey::jose {

// A NumericDate member: an integer between 0 and year 9999; fractions, texts, absurd or missing
// values are errors.
std::expected<Time, std::string> numeric_date_claim(const json::object& claims,
                                                    std::string_view name);

}  // namespace latchkey::jose
