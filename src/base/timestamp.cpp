#include "base/timestamp.hpp"

#include <algorithm>
#include <spdlog/fmt/fmt.h>

namespace latchkey {
namespace {

constexpr Time year_0 = std::chrono::sys_days(std::chrono::year(0) / 1 / 1);
constexpr Time year_10000 = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1);

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Takes a decimal number of exactly `digits` digits off the text.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits || !std::ranges::all_of(text.substr(0, digits), is_digit))
    return std::nullopt;
  int number = 0;
  for (const char digit : text.substr(0, digits)) number = number * 10 + (digit - '0');
  text.remove_prefix(digits);
  return number;
}

bool take_one_of(std::string_view& text, std::string_view characters) {
  if (text.empty() || !characters.contains(text.front()))
    return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::chrono::sys_days> take_date(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take_one_of(text, "-"))
    return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take_one_of(text, "-"))
    return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day)
    return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok())
    return std::nullopt;
  return std::chrono::sys_days(date);
}

std::optional<std::chrono::minutes> take_hour_and_minute(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || !take_one_of(text, ":"))
    return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *hour > 23 || *minute > 59)
    return std::nullopt;
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute);
}

// Finer than a microsecond is cut off.
std::optional<std::chrono::microseconds> take_fraction(std::string_view& text) {
  if (!take_one_of(text, "."))
    return std::chrono::microseconds(0);
  const auto digits =
      static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
  if (digits == 0 || digits > 9)
    return std::nullopt;
  int nanoseconds = *take_number(text, digits);
  for (std::size_t i = digits; i < 9; ++i) nanoseconds *= 10;
  return std::chrono::microseconds(nanoseconds / 1000);
}

std::optional<std::chrono::minutes> take_offset(std::string_view& text) {
  if (take_one_of(text, "Zz"))
    return std::chrono::minutes(0);
  const bool is_west = text.starts_with('-');
  if (!take_one_of(text, "+-"))
    return std::nullopt;
  const auto offset = take_hour_and_minute(text);
  if (!offset)
    return std::nullopt;
  return is_west ? -*offset : *offset;
}

}  // namespace

std::string format_rfc3339(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  if (clock.subseconds().count() != 0)
    text += fmt::format(".{:06}", clock.subseconds().count());
  text += 'Z';
  return text;
}

std::optional<Time> parse_rfc3339(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !take_one_of(text, "Tt"))
    return std::nullopt;
  const auto time_of_day = take_hour_and_minute(text);
  if (!time_of_day || !take_one_of(text, ":"))
    return std::nullopt;
  const auto second = take_number(text, 2);
  if (!second || *second > 59)
    return std::nullopt;
  const auto fraction = take_fraction(text);
  if (!fraction)
    return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty())
    return std::nullopt;
  const Time time = *date + *time_of_day + std::chrono::seconds(*second) + *fraction - *offset;
  // An offset may lead out of the years that can be written.
  if (time < year_0 || time >= year_10000)
    return std::nullopt;
  return time;
}

}  // namespace latchkey
