#include "api/activity_chart.hpp"

#include <chrono>
#include <utility>

#include "base/timestamp.hpp"

namespace latchkey::api {

using store::activity::Kind;

Time ActivityChart::first_hour(Time now) {
  return store::activity::hour_of(now) - std::chrono::hours(hours_a_day * days_a_week - 1);
}

ActivityChart::ActivityChart(const std::map<Time, store::activity::Counts>& hours, Time now)
    : first_(first_hour(now)) {
  for (const auto& [hour, counts] : hours) {
    const auto index = (hour - first_) / std::chrono::hours(1);
    if (index >= 0 && std::cmp_less(index, hours_.size()))
      hours_.at(static_cast<std::size_t>(index)) = counts;
  }
}

json::object ActivityChart::tokens() const {
  return chart({Series{"issued", Kind::token_issued}, Series{"refused", Kind::token_refused}});
}

json::object ActivityChart::sign_ins() const {
  return chart(
      {Series{"succeeded", Kind::sign_in_succeeded}, Series{"failed", Kind::sign_in_failed}});
}

Time ActivityChart::day_start() const {
  return start_of(hours_.size() - hours_a_day);
}

std::int64_t ActivityChart::in_last_day(Kind kind) const {
  return count(kind, hours_.size() - hours_a_day, hours_a_day);
}

Time ActivityChart::start_of(std::size_t hour) const {
  return first_ + std::chrono::hours(hour);
}

std::int64_t ActivityChart::count(Kind kind, std::size_t hour, std::size_t hours) const {
  std::int64_t sum = 0;
  for (std::size_t i = hour; i < hour + hours; ++i)
    sum += hours_.at(i).at(std::to_underlying(kind));
  return sum;
}

// From that hour on, each of so many hours.
json::array ActivityChart::buckets(const std::array<Series, 2>& series, std::size_t hour,
                                   std::size_t width) const {
  json::array array;
  for (; hour < hours_.size(); hour += width) {
    json::object bucket{{"from", format_rfc3339(start_of(hour))}};
    for (const auto& [name, kind] : series) bucket[name] = count(kind, hour, width);
    array.push_back(std::move(bucket));
  }
  return array;
}

json::object ActivityChart::chart(const std::array<Series, 2>& series) const {
  return {{"day", buckets(series, hours_.size() - hours_a_day, 1)},
          {"week", buckets(series, 0, hours_a_day)}};
}

}  // namespace latchkey::api
