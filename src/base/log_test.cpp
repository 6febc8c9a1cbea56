#include "base/log.hpp"

#include <array>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "base/json.hpp"

namespace latchkey {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::MatchesRegex;

struct Capture {
  std::vector<std::string> lines;

  Log::Sink sink() {
    return [this](std::string_view line) { lines.emplace_back(line); };
  }
};

constexpr std::string_view hostile = "x\" admin=yes\r\nlevel=error\t\\\x1b[2J\x7f";

TEST(Log, logfmt_lines_begin_with_time_and_level) {
  Capture capture;
  Log(LogFormat::logfmt, LogLevel::info, capture.sink()).info("started", {{"port", "8080"}});
  EXPECT_THAT(capture.lines,
              ElementsAre(MatchesRegex("time=[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
                                       "\\.[0-9]{6}Z level=info event=started port=8080")));
}

TEST(Log, what_records_have_in_common_comes_first_without_what_has_no_name) {
  Capture capture;
  const Log log(LogFormat::logfmt, LogLevel::info, capture.sink());
  const std::array<Log::Field, 3> context{{{"request_id", "1"}, {}, {"trace_id", "a b"}}};
  log.info("one", context, {{"path", "/"}});
  log.warn("two", context, {});
  log.error("three", {}, {{"path", "/"}});
  EXPECT_THAT(capture.lines,
              ElementsAre(EndsWith("level=info event=one request_id=1 trace_id=\"a b\" path=/"),
                          EndsWith("level=warn event=two request_id=1 trace_id=\"a b\""),
                          EndsWith("level=error event=three path=/")));
}

TEST(Log, its_level_is_the_one_that_was_set_last) {
  Capture capture;
  Log log(LogFormat::logfmt, LogLevel::info, capture.sink());
  EXPECT_EQ(log.level(), LogLevel::info);
  for (const auto level : {LogLevel::debug, LogLevel::warn, LogLevel::error, LogLevel::off}) {
    log.set_level(level);
    EXPECT_EQ(log.level(), level);
  }
  EXPECT_EQ(log.configured_level(), LogLevel::info);
}

TEST(Log, levels_have_names) {
  for (const auto level :
       {LogLevel::debug, LogLevel::info, LogLevel::warn, LogLevel::error, LogLevel::off})
    EXPECT_EQ(parse_log_level(name(level)), level);
  EXPECT_EQ(name(LogLevel::warn), "warn");
  for (const char* text : {"", "Info", "warning", "trace", " info"})
    EXPECT_FALSE(parse_log_level(text)) << text;
}

TEST(Log, logfmt_values_cannot_forge_a_line_or_a_field) {
  Capture capture;
  Log(LogFormat::logfmt, LogLevel::info, capture.sink())
      .warn("refused", {{"name", hostile}, {"empty", ""}, {"plain", "a:b/c?d"}, {"pair", "a=b"}});
  EXPECT_THAT(capture.lines,
              ElementsAre(EndsWith(
                  R"( level=warn event=refused name="x\" admin=yes\u000d\u000alevel=error\u0009)"
                  R"(\\\u001b[2J\u007f" empty="" plain=a:b/c?d pair="a=b")")));
}

TEST(Log, json_lines_hold_exactly_what_was_logged) {
  Capture capture;
  Log(LogFormat::json, LogLevel::info, capture.sink())
      .error("failed", {{"name", hostile}, {"letters", "\xc3\xa9\xe2\x82\xac"}});
  ASSERT_EQ(capture.lines.size(), 1U);
  const auto line = parse_json(capture.lines.front());
  ASSERT_TRUE(line) << line.error();
  const json::object& record = line->as_object();
  EXPECT_EQ(record.size(), 5U);
  EXPECT_TRUE(record.contains("time"));
  EXPECT_EQ(record.at("level"), json::value("error"));
  EXPECT_EQ(record.at("event"), json::value("failed"));
  EXPECT_EQ(record.at("name"), json::value(hostile));
  EXPECT_EQ(record.at("letters"), json::value("\xc3\xa9\xe2\x82\xac"));
}

TEST(Log, invalid_utf8_and_invisible_characters_are_escaped) {
  Capture capture;
  Log(LogFormat::logfmt, LogLevel::info, capture.sink())
      .info("e", {{"v", "\xff|\xe2\x80\xa8|\xe2\x80\xae|\xc2\x85|\xef\xbb\xbf"}});
  EXPECT_THAT(capture.lines, ElementsAre(EndsWith(R"( v="\ufffd|\u2028|\u202e|\u0085|\ufeff")")));
}

TEST(Log, unicode_bidirectional_and_zero_width_characters_are_escaped) {
  Capture capture;
  const Log log(LogFormat::logfmt, LogLevel::info, capture.sink());
  log.info("e", {{"v", "\u061c\u200b\u200f\u2029\u202a\u2060\u2066\u2069"}});
  log.info("e", {{"v", "\u061b\u2010\u206a"}});
  EXPECT_THAT(capture.lines,
              ElementsAre(EndsWith(R"( v="\u061c\u200b\u200f\u2029\u202a\u2060\u2066\u2069")"),
                          EndsWith(" v=\"\u061b\u2010\u206a\"")));
}

TEST(Log, names_and_events_cannot_forge_either) {
  Capture capture;
  Log(LogFormat::logfmt, LogLevel::info, capture.sink()).info("e\nf", {{"a b=c\n", "1"}});
  EXPECT_THAT(capture.lines, ElementsAre(EndsWith(R"( event="e\u000af" a_b_c_=1)")));
}

TEST(Log, format_directives_in_values_are_plain_text) {
  Capture capture;
  Log(LogFormat::logfmt, LogLevel::info, capture.sink()).info("e", {{"v", "%v{}{0}%n"}});
  EXPECT_THAT(capture.lines, ElementsAre(EndsWith(" v=%v{}{0}%n")));
}

TEST(Log, records_below_the_level_are_not_written) {
  Capture capture;
  Log log(LogFormat::logfmt, LogLevel::warn, capture.sink());
  log.debug("a");
  log.info("b");
  log.warn("c");
  EXPECT_FALSE(log.is_enabled(LogLevel::info));
  log.set_level(LogLevel::debug);
  EXPECT_TRUE(log.is_enabled(LogLevel::info));
  log.debug("d");
  log.set_level(LogLevel::off);
  log.error("e");
  EXPECT_THAT(capture.lines, ElementsAre(EndsWith("event=c"), EndsWith("level=debug event=d")));
}

TEST(Log, threads_do_not_mix_their_lines) {
  Capture capture;
  const Log log(LogFormat::logfmt, LogLevel::info, capture.sink());
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&log] {
        for (int j = 0; j < 250; ++j) log.info("tick", {{"field", "value"}});
      });
  }
  EXPECT_EQ(capture.lines.size(), 1000U);
  EXPECT_THAT(capture.lines, testing::Each(EndsWith("level=info event=tick field=value")));
}

TEST(Log, a_sink_that_throws_ends_no_request) {
  const Log log(LogFormat::logfmt, LogLevel::info,
                [](std::string_view) { throw std::runtime_error("disk full"); });
  EXPECT_NO_THROW(log.error("e"));
}

}  // namespace
}  // namespace latchkey
