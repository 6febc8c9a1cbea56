#include "base/timestamp.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

constexpr Time noon =
    std::chrono::sys_days(std::chrono::year(2026) / 1 / 31) + std::chrono::hours(12);

TEST(Timestamp, the_fraction_appears_only_when_there_is_one) {
  EXPECT_EQ(format_rfc3339(noon), "2026-01-31T12:00:00Z");
  EXPECT_EQ(format_rfc3339(noon + Duration(123456)), "2026-01-31T12:00:00.123456Z");
  EXPECT_EQ(format_rfc3339(noon + Duration(1)), "2026-01-31T12:00:00.000001Z");
  EXPECT_EQ(format_rfc3339(Time(Duration(-1))), "1969-12-31T23:59:59.999999Z");
}

TEST(Timestamp, rfc3339_5_8_examples) {
  EXPECT_EQ(parse_rfc3339("1985-04-12T23:20:50.52Z"), Time(Duration(482196050520000)));
  EXPECT_EQ(parse_rfc3339("1996-12-19T16:39:57-08:00"), parse_rfc3339("1996-12-20T00:39:57Z"));
  EXPECT_EQ(parse_rfc3339("1937-01-01T12:00:27.87+00:20"),
            parse_rfc3339("1937-01-01T11:40:27.87Z"));
}

TEST(Timestamp, rfc3339_5_6_lowercase_letters_are_allowed) {
  EXPECT_EQ(parse_rfc3339("2026-01-31t12:00:00z"), noon);
}

TEST(Timestamp, finer_than_a_microsecond_is_cut_off) {
  EXPECT_EQ(parse_rfc3339("2026-01-31T12:00:00.000001999Z"), noon + Duration(1));
}

TEST(Timestamp, what_was_formatted_parses) {
  for (const std::int64_t microseconds :
       {0LL, 1LL, -1LL, 1769860800000001LL, 253402300799999999LL, -62167219200000000LL}) {
    const Time time{Duration(microseconds)};
    EXPECT_EQ(parse_rfc3339(format_rfc3339(time)), time) << microseconds;
  }
}

TEST(Timestamp, faults_are_refused) {
  for (const std::string_view text : {"",
                                      "2026-01-31",
                                      "2026-01-31T12:00:00",
                                      "2026-01-31 12:00:00Z",
                                      "2026-02-29T12:00:00Z",
                                      "2026-13-01T12:00:00Z",
                                      "2026-00-01T12:00:00Z",
                                      "2026-01-00T12:00:00Z",
                                      "2026-01-31T24:00:00Z",
                                      "2026-01-31T12:60:00Z",
                                      "2026-01-31T12:00:60Z",
                                      "2026-01-31T12:00:00.Z",
                                      "2026-01-31T12:00:00.0000000001Z",
                                      "2026-01-31T12:00:00+24:00",
                                      "2026-01-31T12:00:00+0100",
                                      "2026-01-31T12:00:00+01",
                                      "2026-01-31T12:00:00Zx",
                                      "2026-01-31T12:00:00ZZ",
                                      " 2026-01-31T12:00:00Z",
                                      "+2026-01-31T12:00:00Z",
                                      "2026-1-31T12:00:00Z",
                                      "0000-01-01T00:00:00+00:01",
                                      "9999-12-31T23:59:59-00:01",
                                      "20260131T120000Z",
                                      "2026-01-31T12:00:-1Z"})
    EXPECT_EQ(parse_rfc3339(text), std::nullopt) << text;
}

TEST(Timestamp, numeric_date_rounds_down_to_whole_seconds) {
  EXPECT_EQ(numeric_date(from_numeric_date(1300819380)), 1300819380);
  EXPECT_EQ(numeric_date(from_numeric_date(1300819380) + Duration(999999)), 1300819380);
  EXPECT_EQ(numeric_date(Time(Duration(-1))), -1);
}

}  // namespace
}  // namespace latchkey
