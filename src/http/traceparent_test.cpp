#include "http/traceparent.hpp"

#include <gtest/gtest.h>

namespace latchkey::http {
namespace {

const std::string trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
const std::string parent_id = "00f067aa0ba902b7";

std::string header(const std::string& version, const std::string& rest = "") {
  return version + "-" + trace_id + "-" + parent_id + "-01" + rest;
}

TEST(traceparent, w3c_3_2_2_version_00) {
  for (const char* flags : {"00", "01", "ff"}) {
    const auto parsed = parse_traceparent("00-" + trace_id + "-" + parent_id + "-" + flags);
    ASSERT_TRUE(parsed) << flags;
    EXPECT_EQ(parsed->trace_id, trace_id);
    EXPECT_EQ(parsed->parent_id, parent_id);
  }
}

TEST(traceparent, w3c_4_a_later_version_is_read_as_far_as_it_is_known) {
  for (const auto& value :
       {header("01"), header("cc", "-what-the-future-brings"), header("fe", "-")}) {
    const auto parsed = parse_traceparent(value);
    ASSERT_TRUE(parsed) << value;
    EXPECT_EQ(parsed->trace_id, trace_id);
    EXPECT_EQ(parsed->parent_id, parent_id);
  }
}

TEST(traceparent, w3c_3_2_2_what_is_malformed_is_ignored) {
  const std::string zeros(32, '0');
  for (const auto& value : {
           std::string(),
           std::string("00"),
           std::string("00-"),
           header("ff"),
           header("0"),
           header("0g"),
           header("0A"),
           header("00", "-"),
           header("00", "-more"),
           header("00", " "),
           header("01", "more"),
           header("01", "."),
           " " + header("00"),
           "00-" + zeros + "-" + parent_id + "-01",
           "00-" + trace_id + "-0000000000000000-01",
           "00-" + trace_id + "-" + parent_id,
           "00-" + trace_id + "-" + parent_id + "-",
           "00-" + trace_id + "-" + parent_id + "-1",
           "00-" + trace_id + "-" + parent_id + "-0x",
           "00-" + trace_id + "-" + parent_id + "-001",
           "00-" + trace_id.substr(1) + "-" + parent_id + "-01",
           "00-" + trace_id + "0-" + parent_id + "-01",
           "00-" + trace_id + "-" + parent_id.substr(1) + "-01",
           "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + parent_id + "-01",
           "00-" + trace_id + "-00F067AA0BA902B7-01",
           "00_" + trace_id + "_" + parent_id + "_01",
           "00-" + trace_id.substr(1) + "\n-" + parent_id + "-01",
       })
    EXPECT_FALSE(parse_traceparent(value)) << value;
}

}  // namespace
}  // namespace latchkey::http
