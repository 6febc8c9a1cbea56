#include "http/traceparent.hpp"

#include <algorithm>

namespace latchkey::http {

namespace {

constexpr std::size_t version_digits = 2;
constexpr std::size_t trace_id_digits = 32;
constexpr std::size_t parent_id_digits = 16;
constexpr std::size_t flags_digits = 2;

bool is_lowercase_hex(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_zero(std::string_view digits) {
  return digits.find_first_not_of('0') == std::string_view::npos;
}

// That many hexadecimal digits, taken off text with the dash before them.
std::optional<std::string_view> take_field(std::string_view& text, std::size_t digits,
                                           bool is_first = false) {
  if (!is_first && !text.starts_with('-'))
    return std::nullopt;
  text.remove_prefix(is_first ? 0 : 1);
  const std::string_view field = text.substr(0, digits);
  if (field.size() != digits || !is_lowercase_hex(field))
    return std::nullopt;
  text.remove_prefix(digits);
  return field;
}

}  // namespace

std::optional<TraceParent> parse_traceparent(std::string_view value) {
  const auto version = take_field(value, version_digits, true);
  if (!version || *version == "ff")
    return std::nullopt;
  const auto trace_id = take_field(value, trace_id_digits);
  if (!trace_id || is_zero(*trace_id))
    return std::nullopt;
  const auto parent_id = take_field(value, parent_id_digits);
  if (!parent_id || is_zero(*parent_id))
    return std::nullopt;
  if (!take_field(value, flags_digits))
    return std::nullopt;
  const bool has_more = !value.empty();
  if (has_more && (*version == "00" || !value.starts_with('-')))
    return std::nullopt;
  return TraceParent{.trace_id = std::string(*trace_id), .parent_id = std::string(*parent_id)};
}

}  // namespace latchkey::http
