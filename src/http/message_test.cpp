#include "http/message.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

namespace latchkey::http {
namespace {

Request with_headers(std::vector<std::pair<std::string, std::string>> headers) {
  Request request;
  request.headers = std::move(headers);
  return request;
}

TEST(message, a_repeated_header_has_no_value) {
  const Request request = with_headers({{"authorization", "a"}, {"x", "1"}, {"x", "2"}});
  EXPECT_EQ(request.header("authorization"), "a");
  EXPECT_EQ(request.header("x"), std::nullopt);
  EXPECT_EQ(request.header("y"), std::nullopt);
  EXPECT_EQ(request.header_count("x"), 2U);
  EXPECT_EQ(request.header_count("y"), 0U);
}

TEST(message, rfc6265_5_4_cookies) {
  const Request request =
      with_headers({{"cookie", "a=1; b=\"two\";c==3 ; ab=4; broken; empty="}, {"cookie", "d=5"}});
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("b"), "two");
  EXPECT_EQ(request.cookie("c"), "=3");
  EXPECT_EQ(request.cookie("d"), "5");
  EXPECT_EQ(request.cookie("empty"), "");
  EXPECT_EQ(request.cookie("broken"), std::nullopt);
  EXPECT_EQ(request.cookie("A"), std::nullopt);
}

TEST(message, a_cookie_given_twice_counts_only_when_both_agree) {
  EXPECT_EQ(with_headers({{"cookie", "a=1; a=2"}}).cookie("a"), std::nullopt);
  EXPECT_EQ(with_headers({{"cookie", "a=1"}, {"cookie", "a=2"}}).cookie("a"), std::nullopt);
  EXPECT_EQ(with_headers({{"cookie", "a=1; a=1"}}).cookie("a"), "1");
}

TEST(message, content_type_is_lowercase_without_parameters) {
  EXPECT_EQ(with_headers({{"content-type", "Application/JSON ; charset=UTF-8"}}).content_type(),
            "application/json");
  EXPECT_EQ(with_headers({}).content_type(), "");
  EXPECT_EQ(with_headers({{"content-type", "a/b"}, {"content-type", "c/d"}}).content_type(), "");
}

TEST(message, set_replaces_and_add_appends) {
  Response response;
  response.add("Set-Cookie", "a").add("Set-Cookie", "b").set("X", "1").set("X", "2");
  EXPECT_EQ(response.headers.text(), "Set-Cookie: a\r\nSet-Cookie: b\r\nX: 2\r\n");
}

TEST(message, see_other_refuses_what_would_split_the_header) {
  const Response response = see_other("https://a.example/cb?code=1");
  EXPECT_EQ(response.status, 303U);
  EXPECT_EQ(response.headers.text(), "Location: https://a.example/cb?code=1\r\n");
  for (const std::string_view location : {"", "/a\r\nSet-Cookie: b", "/a b", "/a\tb", "/a\x7f"})
    EXPECT_THROW(see_other(location), std::logic_error) << location;
}

}  // namespace
}  // namespace latchkey::http
