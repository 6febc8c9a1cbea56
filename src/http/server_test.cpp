#include "http/server.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "http/test_server.hpp"

namespace latchkey::http {
namespace {

using testing::body_of;
using testing::exchange;
using testing::header_of;
using testing::RawClient;
using testing::status_of;
using testing::TestServer;

constexpr std::string_view get_ping = "GET /ping HTTP/1.1\r\nHost: a\r\n\r\n";

std::string closing(std::string_view path, std::string_view headers = "") {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" +
         std::string(headers) + "\r\n";
}

std::string post(std::string_view headers, std::string_view body) {
  return "POST /echo HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

TEST(server, every_answer_has_its_headers) {
  TestServer server;
  const std::string answer = exchange(server.port(), closing("/ping"));
  EXPECT_EQ(status_of(answer), "200");
  EXPECT_EQ(body_of(answer), "pong");
  EXPECT_EQ(header_of(answer, "Content-Length"), "4");
  EXPECT_EQ(header_of(answer, "Connection"), "close");
  EXPECT_EQ(header_of(answer, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(header_of(answer, "Referrer-Policy"), "no-referrer");
  EXPECT_THAT(header_of(answer, "X-Request-Id"), ::testing::MatchesRegex("[0-9a-f]{16}"));
  EXPECT_THAT(header_of(answer, "Date"),
              ::testing::MatchesRegex("[A-Z][a-z]+, [0-9]{2} [A-Z][a-z]+ [0-9]{4} .* GMT"));
}

TEST(server, rfc9112_9_3_connections_persist) {
  TestServer server;
  RawClient client(server.port());
  std::string last_id;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(client.write(get_ping));
    const std::string answer = client.read_response();
    EXPECT_EQ(status_of(answer), "200");
    EXPECT_EQ(header_of(answer, "Connection"), "");
    EXPECT_NE(header_of(answer, "X-Request-Id"), last_id);
    last_id = header_of(answer, "X-Request-Id");
  }
}

TEST(server, rfc9112_9_3_2_pipelined_requests_are_answered_in_order) {
  TestServer server;
  const std::string bytes = std::string("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n") +
                            post("Content-Length: 5\r\n", "first") +
                            post("Transfer-Encoding: chunked\r\n", "6\r\nsecond\r\n0\r\n\r\n") +
                            closing("/ping") + "GET /ping HTTP/1.1\r\nHost: late\r\n\r\n";
  RawClient client(server.port());
  ASSERT_TRUE(client.write(bytes));
  EXPECT_EQ(body_of(client.read_response()), "done");
  EXPECT_EQ(body_of(client.read_response()), "first");
  EXPECT_EQ(body_of(client.read_response()), "second");
  EXPECT_EQ(body_of(client.read_response()), "pong");
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_TRUE(client.closed);
}

TEST(server, many_pipelined_requests_are_all_answered) {
  TestServer server;
  RawClient client(server.port());
  std::string bytes;
  for (int i = 0; i < 2000; ++i) bytes += get_ping;
  std::thread writer([&] { client.write(bytes); });
  for (int i = 0; i < 2000; ++i) ASSERT_EQ(status_of(client.read_response()), "200") << i;
  writer.join();
}

TEST(server, requests_may_arrive_byte_by_byte) {
  TestServer server;
  EXPECT_EQ(body_of(exchange(server.port(), closing("/ping"), 1)), "pong");
  const std::string chunked =
      post("Connection: close\r\nTransfer-Encoding: chunked\r\n",
           "3;x=\"y\"\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\nTrailer-Field: z\r\n\r\n");
  EXPECT_EQ(body_of(exchange(server.port(), chunked, 1)), "abc0123456789abcdef");
}

TEST(server, rfc9112_9_3_http_1_0_closes) {
  TestServer server;
  const std::string answer = exchange(server.port(), "GET /ping HTTP/1.0\r\n\r\n");
  EXPECT_EQ(status_of(answer), "200");
  EXPECT_EQ(header_of(answer, "Connection"), "close");
  EXPECT_EQ(
      status_of(exchange(server.port(), "GET /ping HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")),
      "200");
}

TEST(server, rfc9110_9_3_2_head_has_the_length_and_no_body) {
  TestServer server;
  RawClient client(server.port());
  ASSERT_TRUE(client.write("HEAD /ping HTTP/1.1\r\nHost: a\r\n\r\n"));
  const std::string answer = client.read_response(false);
  EXPECT_EQ(status_of(answer), "200");
  EXPECT_EQ(header_of(answer, "Content-Length"), "4");
  ASSERT_TRUE(client.write(get_ping));
  EXPECT_EQ(status_of(client.read_response()), "200");
}

TEST(server, rfc9110_10_1_1_expect_continue) {
  TestServer server;
  RawClient client(server.port());
  ASSERT_TRUE(client.write(post("Content-Length: 4\r\nExpect: 100-continue\r\n", "")));
  EXPECT_EQ(client.read_response(false), "HTTP/1.1 100 Continue\r\n\r\n");
  ASSERT_TRUE(client.write("body"));
  EXPECT_EQ(body_of(client.read_response()), "body");
  // With the body at hand there is nothing to encourage.
  ASSERT_TRUE(client.write(post("Content-Length: 4\r\nExpect: 100-continue\r\n", "more")));
  EXPECT_EQ(body_of(client.read_response()), "more");
  ASSERT_TRUE(client.write(post("Content-Length: 4\r\nExpect: miracles\r\n", "")));
  EXPECT_EQ(status_of(client.read_response()), "417");
}

TEST(server, expect_continue_is_refused_before_a_body_that_is_too_large) {
  TestServer server;
  const std::string answer =
      exchange(server.port(), post("Content-Length: 65537\r\nExpect: 100-continue\r\n", ""));
  EXPECT_EQ(status_of(answer), "413");
  EXPECT_EQ(header_of(answer, "Connection"), "close");
}

TEST(server, body_limit_holds_for_content_length) {
  TestServer server;
  EXPECT_EQ(status_of(exchange(server.port(), post("Content-Length: 65537\r\n", ""))), "413");
  const std::string most(65536, 'x');
  EXPECT_EQ(body_of(exchange(server.port(),
                             post("Content-Length: 65536\r\nConnection: close\r\n", most))),
            most);
}

TEST(server, body_limit_holds_for_chunks_without_end) {
  TestServer server;
  RawClient client(server.port());
  ASSERT_TRUE(client.write(post("Transfer-Encoding: chunked\r\n", "")));
  const std::string chunk = "400\r\n" + std::string(1024, 'x') + "\r\n";
  std::size_t chunks = 0;
  while (chunks < 10'000 && client.write(chunk)) ++chunks;
  const std::string answer = client.read_to_end();
  EXPECT_EQ(status_of(answer), "413");
  EXPECT_TRUE(client.closed);
}

TEST(server, body_limit_holds_for_one_chunk) {
  TestServer server;
  EXPECT_EQ(status_of(exchange(server.port(), post("Transfer-Encoding: chunked\r\n", "10001\r\n"))),
            "413");
}

TEST(server, refusals_in_the_body_close) {
  TestServer server;
  const std::string head = "Transfer-Encoding: chunked\r\n";
  for (const std::string& body :
       {std::string("xyz\r\nabc\r\n0\r\n\r\n"), std::string("-3\r\nabc\r\n0\r\n\r\n"),
        std::string("0x3\r\nabc\r\n0\r\n\r\n"), std::string(" 3\r\nabc\r\n0\r\n\r\n"),
        std::string("3 \r\nabc\r\n0\r\n\r\n"), std::string("3\nabc\n0\n\n\r\n\r\n"),
        std::string("3\r\nabcd\r\n0\r\n\r\n"), std::string("3\r\nabc0\r\n\r\n\r\n"),
        std::string("11111111111111111\r\nabc\r\n0\r\n\r\n"),
        std::string("3;x=\"\n\"\r\nabc\r\n0\r\n\r\n"), std::string("3;x=\"\0\"\r\nabc\r\n", 14),
        std::string("3;\r\nabc\r\n0\r\n\r\n"), std::string("3\r\nabc\n0\r\n\r\n"),
        std::string("0\r\nTrailer: a\nb\r\n\r\n"), std::string("0\r\nNo colon\r\n\r\n"),
        std::string("0\r\nContent-Length: 5\r\n\r\n"), "3;" + std::string(60'000, 'x')}) {
    const std::string answer = exchange(server.port(), post(head, body));
    EXPECT_EQ(status_of(answer), "400") << body.substr(0, 40);
    EXPECT_EQ(header_of(answer, "Connection"), "close");
  }
}

TEST(server, content_encoding_is_415) {
  TestServer server;
  EXPECT_EQ(status_of(exchange(server.port(),
                               post("Content-Length: 3\r\nContent-Encoding: gzip\r\n", "abc"))),
            "415");
  EXPECT_EQ(status_of(exchange(server.port(), post("Content-Length: 0\r\nContent-Encoding: gzip\r\n"
                                                   "Connection: close\r\n",
                                                   ""))),
            "200");
}

TEST(server, smuggled_requests_are_never_answered) {
  TestServer server;
  const std::string hidden = "GET /ping HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const std::string& framing :
       {std::string("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"),
        std::string("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n"),
        std::string("Content-Length: 0\r\nContent-Length: 30\r\n"),
        std::string("Content-Length: 0\r\nContent-Length: 0\r\n"),
        std::string("Content-Length: 0, 0\r\n"),
        std::string("Content-Length: +0\r\n"),
        std::string("Content-Length: -1\r\n"),
        std::string("Content-Length: 0x0\r\n"),
        std::string("Content-Length: \r\n"),
        std::string("Content-Length : 0\r\n"),
        std::string("Content-Length: 99999999999999999999999\r\n"),
        std::string("Transfer-Encoding: identity\r\n"),
        std::string("Transfer-Encoding: gzip, chunked\r\n"),
        std::string("Transfer-Encoding: chunked, identity\r\n"),
        std::string("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
        std::string("Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n"),
        std::string("Transfer-Encoding : chunked\r\n"),
        std::string("Transfer-Encoding:\x0b"
                    "chunked\r\n"),
        std::string("X: y\r\n Transfer-Encoding: chunked\r\n"),
        std::string("X: y\nTransfer-Encoding: chunked\r\n"),
        std::string("X: y\rTransfer-Encoding: chunked\r\n")}) {
    const std::string answer = exchange(server.port(), post(framing, "0\r\n\r\n" + hidden));
    EXPECT_EQ(status_of(answer), "400") << framing;
    EXPECT_EQ(answer.find("pong"), std::string::npos) << framing;
  }
  EXPECT_EQ(status_of(exchange(server.port(),
                               "POST /echo HTTP/1.0\r\nHost: a\r\n"
                               "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")),
            "400");
}

TEST(server, malformed_headers_are_400_and_close) {
  TestServer server;
  for (const std::string& bytes :
       {std::string("GET /ping HTTP/1.1\r\n\r\n"),
        std::string("GET /ping HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
        std::string("GET /ping HTTP/1.1\r\nHost: a, b\r\n\r\n"),
        std::string("GET /ping HTTP/1.1\r\nHost: a@b\r\n\r\n"),
        std::string("GET /ping HTTP/1.1\r\nHost: a/b\r\n\r\n"),
        std::string("GET /ping HTTP/1.1\nHost: a\n\n"),
        std::string("GET /ping HTTP/1.1\r\nHost: a\n\r\n"),
        std::string("GET /ping HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n"),
        std::string("GET /ping HTTP/1.1\r\n Host: a\r\n\r\n"),
        std::string("GET /ping HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n", 39),
        std::string("GET /ping HTTP/1.1\r\nHost: a\r\nX: b\x01"
                    "c\r\n\r\n"),
        std::string("GET /ping HTTP/1.1\r\nHost: a\r\nX: b\x7f\r\n\r\n"),
        std::string("GET /ping HTTP/1.1\r\nHost: a\r\nX y: b\r\n\r\n"),
        std::string("GET /ping HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n"),
        std::string("GET /ping HTTP/1.1\r\nHost: a\r\nnothing\r\n\r\n"),
        std::string("GET /pi\0ng HTTP/1.1\r\nHost: a\r\n\r\n", 31),
        std::string("GET /pi\tng HTTP/1.1\r\nHost: a\r\n\r\n"),
        std::string("GET /p\xc3\xafng HTTP/1.1\r\nHost: a\r\n\r\n"),
        std::string("GET http://a/ping HTTP/1.1\r\nHost: a\r\n\r\n"),
        std::string("GET ping HTTP/1.1\r\nHost: a\r\n\r\n"),
        std::string("GET /ping#x HTTP/1.1\r\nHost: a\r\n\r\n"),
        std::string("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"),
        std::string("GET  /ping HTTP/1.1\r\nHost: a\r\n\r\n"),
        std::string(" GET /ping HTTP/1.1\r\nHost: a\r\n\r\n"),
        std::string("GET /ping  HTTP/1.1\r\nHost: a\r\n\r\n"),
        std::string("GET /ping HTTP/1.1 \r\nHost: a\r\n\r\n"),
        std::string("GET /ping\r\nHost: a\r\n\r\n"),
        std::string("GET /ping HTTP/2.0\r\nHost: a\r\n\r\n"),
        std::string("GET /ping HTTP/1.2\r\nHost: a\r\n\r\n"),
        std::string("GET /ping http/1.1\r\nHost: a\r\n\r\n"),
        std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11)}) {
    const std::string answer = exchange(server.port(), bytes);
    EXPECT_EQ(status_of(answer), "400") << bytes;
    EXPECT_EQ(header_of(answer, "Connection"), "close") << bytes;
    EXPECT_EQ(answer.find("pong"), std::string::npos) << bytes;
  }
}

TEST(server, unknown_methods_are_501_and_close) {
  TestServer server;
  for (const std::string_view method : {"BREW", "TRACE", "CONNECT", "get", "PROPFIND"}) {
    const std::string answer =
        exchange(server.port(), std::string(method) + " /ping HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(status_of(answer), "501") << method;
  }
}

TEST(server, header_floods_are_431_and_close) {
  TestServer server;
  const std::string start = "GET /ping HTTP/1.1\r\nHost: a\r\n";
  EXPECT_EQ(status_of(exchange(server.port(), start + "X: " + std::string(33'000, 'y'))), "431");
  EXPECT_EQ(status_of(exchange(server.port(), "GET /" + std::string(33'000, 'y'))), "431");
  std::string many = start;
  for (int i = 0; i < 101; ++i) many += "X: y\r\n";
  EXPECT_EQ(status_of(exchange(server.port(), many + "\r\n")), "431");
}

TEST(server, rfc9112_2_2_an_empty_line_before_the_request_is_ignored) {
  TestServer server;
  EXPECT_EQ(body_of(exchange(server.port(), "\r\n" + closing("/ping"))), "pong");
}

TEST(server, handlers_may_resume_from_another_thread) {
  TestServer server;
  RawClient client(server.port());
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(client.write("GET /elsewhere HTTP/1.1\r\nHost: a\r\n\r\n"));
    ASSERT_EQ(body_of(client.read_response()), "back");
  }
}

TEST(server, what_a_handler_throws_is_500_and_the_connection_lives_on) {
  TestServer server;
  RawClient client(server.port());
  for (const std::string_view path : {"/throws", "/bad-header"}) {
    ASSERT_TRUE(client.write("GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n\r\n"));
    const std::string answer = client.read_response();
    EXPECT_EQ(status_of(answer), "500") << path;
    EXPECT_EQ(answer.find("reason"), std::string::npos);
    EXPECT_EQ(answer.find("Set-Cookie"), std::string::npos);
  }
  ASSERT_TRUE(client.write(get_ping));
  EXPECT_EQ(status_of(client.read_response()), "200");
}

TEST(server, large_answers_arrive_whole) {
  TestServer server;
  const std::string answer = exchange(server.port(), closing("/big"));
  EXPECT_EQ(body_of(answer).size(), std::size_t{4} << 20);
}

TEST(server, each_request_is_logged_without_its_query) {
  TestServer server;
  const std::string answer = exchange(server.port(), closing("/ping?code=canary"));
  server.server().stop();
  const auto lines = server.log_lines();
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_THAT(lines[0], ::testing::HasSubstr("request_id=" + header_of(answer, "X-Request-Id")));
  for (const std::string_view part :
       {"method=GET", "path=/ping", "status=200", "duration_us=", "address=127.0.0.1", "bytes=4"})
    EXPECT_THAT(lines[0], ::testing::HasSubstr(std::string(part)));
  EXPECT_THAT(lines[0], ::testing::Not(::testing::HasSubstr("canary")));
}

TEST(server, forwarding_headers_are_ignored_from_anyone) {
  TestServer server;
  const std::string headers = "X-Forwarded-For: 192.0.2.1\r\nX-Request-Id: mine\r\n";
  EXPECT_EQ(body_of(exchange(server.port(), closing("/address", headers))), "127.0.0.1");
  EXPECT_NE(body_of(exchange(server.port(), closing("/id", headers))), "mine");
}

TEST(server, forwarding_headers_are_believed_from_trusted_proxies) {
  TestServer server(ServerOptions{.trusted_proxies = {"127.0.0.0/8"}});
  const std::string headers = "X-Forwarded-For: 192.0.2.1\r\nX-Request-Id: mine\r\n";
  EXPECT_EQ(body_of(exchange(server.port(), closing("/address", headers))), "192.0.2.1");
  EXPECT_EQ(body_of(exchange(server.port(), closing("/id", headers))), "mine");
  EXPECT_NE(body_of(exchange(server.port(), closing("/id", "X-Request-Id: a b\r\n"))), "a b");
  const std::string long_id(65, 'a');
  EXPECT_NE(body_of(exchange(server.port(), closing("/id", "X-Request-Id: " + long_id + "\r\n"))),
            long_id);
}

}  // namespace
}  // namespace latchkey::http
