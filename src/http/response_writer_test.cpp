#include "http/response_writer.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

namespace latchkey::http {
namespace {

constexpr ResponseFrame frame{.date = "D", .request_id = "I"};

TEST(response_writer, writes_header_and_body) {
  std::string out;
  write_response(out, json_response(200, "{}"), frame);
  EXPECT_EQ(out,
            "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Type: application/json\r\nX-Request-Id: I\r\n"
            "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n"
            "Content-Length: 2\r\n\r\n{}");
}

TEST(response_writer, what_a_handler_says_is_not_said_twice) {
  std::string out;
  Response response = empty_response(200);
  response.add("referrer-policy", "same-origin").add("X-Content-Type-Options", "nosniff");
  write_response(out, response, {.date = "D", .request_id = "I", .closes = true});
  EXPECT_EQ(out,
            "HTTP/1.1 200 OK\r\nDate: D\r\nreferrer-policy: same-origin\r\n"
            "X-Content-Type-Options: nosniff\r\nX-Request-Id: I\r\nConnection: close\r\n"
            "Content-Length: 0\r\n\r\n");
}

TEST(response_writer, rfc6797_6_1_https_is_demanded_for_a_year) {
  std::string out;
  write_response(out, empty_response(204), {.date = "D", .request_id = "I", .demands_https = true});
  EXPECT_NE(out.find("\r\nStrict-Transport-Security: max-age=31536000\r\n"), std::string::npos);
  out.clear();
  write_response(out, empty_response(204), frame);
  EXPECT_EQ(out.find("Strict-Transport-Security"), std::string::npos);
}

TEST(response_writer, rfc9110_8_6_no_content_has_no_length) {
  std::string out;
  write_response(out, empty_response(204), frame);
  EXPECT_EQ(out.find("Content-Length"), std::string::npos);
  EXPECT_TRUE(out.starts_with("HTTP/1.1 204 No Content\r\n"));
}

TEST(response_writer, head_tells_the_length_only) {
  std::string out;
  write_response(out, html_response(200, "abc"), {.date = "D", .request_id = "I", .is_head = true});
  EXPECT_TRUE(out.ends_with("Content-Length: 3\r\n\r\n"));
}

TEST(response_writer, refuses_what_is_no_status_of_a_response) {
  std::string out = "kept";
  EXPECT_THROW(write_response(out, empty_response(100), frame), std::logic_error);
  EXPECT_THROW(write_response(out, empty_response(600), frame), std::logic_error);
  EXPECT_EQ(out, "kept");
}

TEST(response_writer, rfc9110_5_6_7_date) {
  EXPECT_EQ(format_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

}  // namespace
}  // namespace latchkey::http
