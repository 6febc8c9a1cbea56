#include "yaml/plain_scalar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace latchkey::yaml {

namespace {

// Truth values of YAML 1.1, texts in 1.2.
constexpr std::array<std::string_view, 6> once_truth_values{"y", "n", "yes", "no", "on", "off"};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Without a sign or zero before it.
bool is_whole_number(std::string_view text) {
  if (text.starts_with('-'))
    text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, is_digit) &&
         (text.size() == 1 || text.front() != '0');
}

// Every form of number of YAML 1.1 and 1.2, and some more: signs, fractions, exponents, 0x1f,
// 0o17, 1_000, 12:30:45, .inf and .nan.
bool looks_like_a_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+'))
    text.remove_prefix(1);
  const std::string lower = lower_case(text);
  if (lower == ".inf" || lower == ".nan")
    return true;
  const auto first = lower.starts_with('.') ? lower.substr(1) : lower;
  if (first.empty() || !is_digit(first.front()))
    return false;
  const bool is_based =
      lower.starts_with("0x") || lower.starts_with("0b") || lower.starts_with("0o");
  const std::string_view allowed = is_based ? "0123456789abcdefox_" : "0123456789e+-._:";
  return lower.find_first_not_of(allowed) == std::string::npos;
}

}  // namespace

std::optional<json::value> plain_value(std::string_view text) {
  const std::string lower = lower_case(text);
  if (text.empty() || text == "~" || lower == "null")
    return json::value(nullptr);
  if (lower == "true" || lower == "false")
    return json::value(lower == "true");
  if (is_whole_number(text)) {
    std::int64_t number = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc())
      return json::value(number);
  }
  if (looks_like_a_number(text) ||
      std::ranges::find(once_truth_values, lower) != once_truth_values.end())
    return std::nullopt;
  return json::value(text);
}

}  // namespace latchkey::yaml
