// Tokens and sign-ins of the last day by the hour, and of the last week by the day.
#pragma once

#include <array>
#include <map>
#include <string_view>

#include "base/json.hpp"
#include "store/activity.hpp"

namespace latchkey::api {

// The hour that is not over is the last one; days are of 24 hours and end with it.
class ActivityChart {
 public:
  static constexpr std::size_t hours_a_day = 24;
  static constexpr std::size_t days_a_week = 7;

  // What the store knows of these hours; others are left out.
  static Time first_hour(Time now);
  ActivityChart(const std::map<Time, store::activity::Counts>& hours, Time now);

  // {"day": [{"from": ..., "issued": 0, "refused": 0}, ...], "week": [...]}, oldest first.
  [[nodiscard]] json::object tokens() const;
  // The same of "succeeded" and "failed".
  [[nodiscard]] json::object sign_ins() const;

  // When the last day began.
  [[nodiscard]] Time day_start() const;
  [[nodiscard]] std::int64_t in_last_day(store::activity::Kind kind) const;

 private:
  struct Series {
    std::string_view name;
    store::activity::Kind kind;
  };
  [[nodiscard]] Time start_of(std::size_t hour) const;
  [[nodiscard]] std::int64_t count(store::activity::Kind kind, std::size_t hour,
                                   std::size_t hours) const;
  [[nodiscard]] json::array buckets(const std::array<Series, 2>& series, std::size_t hour,
                                    std::size_t width) const;
  [[nodiscard]] json::object chart(const std::array<Series, 2>& series) const;

  Time first_;
  std::array<store::activity::Counts, hours_a_day * days_a_week> hours_{};
};

}  // namespace latchkey::api
