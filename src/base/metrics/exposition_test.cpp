#include "base/metrics/exposition.hpp"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

namespace latchkey::metrics {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

TEST(exposition, a_family_is_its_help_its_type_and_its_samples) {
  const Family family{.name = "doors_total", .help = "Doors opened.", .type = Type::counter};
  Exposition out;
  out.begin(family);
  out.sample({}, std::uint64_t{3});
  out.sample({{"side", "front"}, {"kind", "wood"}}, std::uint64_t{18'446'744'073'709'551'615U});
  EXPECT_EQ(out.take(),
            "# HELP doors_total Doors opened.\n"
            "# TYPE doors_total counter\n"
            "doors_total 3\n"
            "doors_total{side=\"front\",kind=\"wood\"} 18446744073709551615\n");
}

TEST(exposition, text_cannot_leave_its_line_or_its_quotes) {
  const Family family{.name = "doors", .help = "one\\two\nthree \"x\"", .type = Type::gauge};
  Exposition out;
  out.begin(family);
  out.sample({{"side", "a\"} 1\nb\\"}}, 0.0);
  EXPECT_EQ(out.take(),
            "# HELP doors one\\\\two\\nthree \"x\"\n"
            "# TYPE doors gauge\n"
            "doors{side=\"a\\\"} 1\\nb\\\\\"} 0\n");
}

TEST(exposition, numbers_are_as_short_as_they_can_be_read_back) {
  const Family family{.name = "doors", .help = "Doors.", .type = Type::gauge};
  Exposition out;
  out.begin(family);
  for (const double value : {0.1, 1764057600.25, std::numeric_limits<double>::infinity(),
                             -std::numeric_limits<double>::infinity(), std::nan("")})
    out.sample({}, value);
  EXPECT_THAT(out.take(), HasSubstr("gauge\ndoors 0.1\ndoors 1764057600.25\ndoors +Inf\n"
                                    "doors -Inf\ndoors NaN\n"));
}

TEST(exposition, a_histogram_adds_its_buckets_up_and_ends_in_sum_and_count) {
  DurationHistogram histogram;
  for (const auto duration : std::initializer_list<std::chrono::nanoseconds>{50us, 3ms, 4ms, 30s})
    histogram.observe(duration);
  const Family family{.name = "door_seconds", .help = "Doors.", .type = Type::histogram};
  Exposition out;
  out.begin(family);
  out.sample({{"side", "front"}}, histogram.counts());
  const std::string text = out.take();
  EXPECT_THAT(text, StartsWith("# HELP door_seconds Doors.\n"
                               "# TYPE door_seconds histogram\n"
                               "door_seconds_bucket{side=\"front\",le=\"0.0001\"} 1\n"
                               "door_seconds_bucket{side=\"front\",le=\"0.00025\"} 1\n"));
  EXPECT_THAT(text,
              HasSubstr("le=\"0.0025\"} 1\ndoor_seconds_bucket{side=\"front\",le=\"0.005\"} 3\n"));
  EXPECT_THAT(text, testing::EndsWith("door_seconds_bucket{side=\"front\",le=\"10\"} 3\n"
                                      "door_seconds_bucket{side=\"front\",le=\"+Inf\"} 4\n"
                                      "door_seconds_sum{side=\"front\"} 30.00705\n"
                                      "door_seconds_count{side=\"front\"} 4\n"));
}

}  // namespace
}  // namespace latchkey::metrics
