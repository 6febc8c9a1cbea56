// application/x-www-form-urlencoded: name-value pairs in order, with duplicates kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace latchkey {

using Parameters = std::vector<std::pair<std::string, std::string>>;

// Nothing when a percent-escape is broken, a decoded text is not UTF-8 or holds a NUL.
std::optional<Parameters> form_decode(std::string_view text);

// RFC 6749 appendix B: one value, '+' is a space. Nothing on a fault, as above.
std::optional<std::string> form_decode_value(std::string_view text);

std::string form_encode(const Parameters& parameters);

}  // namespace latchkey
