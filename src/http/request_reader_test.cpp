#include "http/request_reader.hpp"

#include <gtest/gtest.h>

namespace latchkey::http {
namespace {

using Progress = RequestReader::Progress;

TEST(request_reader, splits_the_target_and_lowers_header_names) {
  RequestReader reader({});
  reader.append("GET /a/b%20c?x=1?y HTTP/1.1\r\nHOST: h\r\nX-Y:  v w \t\r\nX-y:\r\n\r\n");
  ASSERT_EQ(reader.advance(), Progress::complete);
  const Request& request = reader.request();
  EXPECT_EQ(request.method, Method::get);
  EXPECT_EQ(request.path, "/a/b%20c");
  EXPECT_EQ(request.query, "x=1?y");
  EXPECT_TRUE(request.has_query);
  const std::vector<std::pair<std::string, std::string>> expected{
      {"host", "h"}, {"x-y", "v w"}, {"x-y", ""}};
  EXPECT_EQ(request.headers, expected);
  EXPECT_TRUE(reader.keeps_alive());
}

TEST(request_reader, rfc9110_6_5_1_trailers_are_not_headers) {
  RequestReader reader({});
  reader.append(
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      "1\r\na\r\n0\r\nAuthorization: Basic x\r\n\r\n");
  ASSERT_EQ(reader.advance(), Progress::complete);
  EXPECT_EQ(reader.request().header("authorization"), std::nullopt);
  EXPECT_EQ(reader.request().body, "a");
}

TEST(request_reader, nothing_of_a_request_is_left_in_the_next) {
  RequestReader reader({});
  reader.append(
      "POST /a?b HTTP/1.1\r\nHost: h\r\nCookie: c=1\r\nContent-Length: 3\r\n\r\nxyz"
      "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_EQ(reader.advance(), Progress::complete);
  EXPECT_EQ(reader.request().body, "xyz");
  reader.next();
  EXPECT_TRUE(reader.has_more());
  ASSERT_EQ(reader.advance(), Progress::complete);
  EXPECT_EQ(reader.request().path, "/");
  EXPECT_EQ(reader.request().query, "");
  EXPECT_FALSE(reader.request().has_query);
  EXPECT_EQ(reader.request().headers.size(), 1U);
  EXPECT_EQ(reader.request().body, "");
}

// Wherever the network cuts the bytes, the same request comes out.
TEST(request_reader, every_split_gives_the_same_request) {
  const std::string bytes =
      "\r\nPUT /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      "2;n=\"v\"\r\nab\r\n0A\r\n0123456789\r\n000\r\nT: u\r\n\r\n";
  for (std::size_t first = 0; first <= bytes.size(); ++first) {
    for (std::size_t second = first; second <= bytes.size(); ++second) {
      RequestReader reader({});
      reader.append(bytes.substr(0, first));
      ASSERT_TRUE(reader.advance());
      reader.append(bytes.substr(first, second - first));
      ASSERT_TRUE(reader.advance());
      reader.append(bytes.substr(second));
      ASSERT_EQ(reader.advance(), Progress::complete) << first << ' ' << second;
      ASSERT_EQ(reader.request().body, "ab0123456789");
      ASSERT_FALSE(reader.has_more());
    }
  }
}

// RFC 9112 2.2: one may be ignored; a second is refused, also where it arrives by itself.
TEST(request_reader, rfc9112_2_2_only_one_empty_line_is_ignored) {
  RequestReader at_once({});
  at_once.append("\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_FALSE(at_once.advance().has_value());

  RequestReader in_pieces({});
  in_pieces.append("\r\n");
  EXPECT_EQ(in_pieces.advance(), Progress::idle);
  in_pieces.append("\r\n");
  EXPECT_FALSE(in_pieces.advance().has_value());

  RequestReader next_request({});
  next_request.append("\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_EQ(next_request.advance(), Progress::complete);
  next_request.next();
  next_request.append("\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(next_request.advance(), Progress::complete);
}

TEST(request_reader, a_first_chunk_that_is_the_last_may_come_in_any_pieces) {
  const std::string bytes =
      "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      "0\r\n\r\n";
  RequestReader reader({});
  std::expected<Progress, Refusal> progress = Progress::idle;
  for (const char c : bytes) {
    ASSERT_NE(progress, Progress::complete);
    reader.append(std::string_view(&c, 1));
    progress = reader.advance();
    ASSERT_TRUE(progress.has_value());
  }
  EXPECT_EQ(progress, Progress::complete);
  EXPECT_EQ(reader.request().body, "");
}

TEST(request_reader, limits_are_exact) {
  const std::string head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  const ReadLimits limits{.max_header_bytes = head.size(), .max_body_bytes = 4};
  const auto read = [](const ReadLimits& given, const std::string& bytes) {
    RequestReader reader(given);
    reader.append(bytes);
    return reader.advance();
  };
  EXPECT_EQ(read(limits, head + "3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n"), Progress::complete);
  const auto too_long = read(limits, head + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  ASSERT_FALSE(too_long.has_value());
  EXPECT_EQ(too_long.error().status, 413U);
  const auto header = read({.max_header_bytes = head.size() - 1, .max_body_bytes = 4}, head);
  ASSERT_FALSE(header.has_value());
  EXPECT_EQ(header.error().status, 431U);
}

}  // namespace
}  // namespace latchkey::http
