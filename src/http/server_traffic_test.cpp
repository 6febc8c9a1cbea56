#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_server.hpp"

namespace latchkey::http {
namespace {

using testing::exchange;
using testing::RawClient;
using testing::status_of;
using testing::TestServer;

std::string closing(std::string_view path, std::string_view headers = "") {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" +
         std::string(headers) + "\r\n";
}

std::uint64_t count(TestServer& server, std::string_view route, std::string_view method,
                    unsigned status) {
  const auto answers = server.server().traffic().counts().answers;
  const auto found = answers.find({std::string(route), std::string(method), status});
  return found == answers.end() ? 0 : found->second;
}

TEST(server_traffic, an_answer_that_has_arrived_is_counted) {
  TestServer server;
  for (std::uint64_t i = 1; i <= 50; ++i) {
    exchange(server.port(), closing("/ping"));
    EXPECT_EQ(count(server, "/ping", "GET", 200), i);
  }
  EXPECT_EQ(server.server().traffic().counts().durations.at("/ping").count(), 50U);
}

TEST(server_traffic, faults_are_counted_where_they_happen) {
  TestServer server;
  exchange(server.port(), closing("/throws"));
  exchange(server.port(), closing("/nowhere"));
  exchange(server.port(), "DELETE /ping HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(count(server, "/throws", "GET", 500), 1U);
  EXPECT_EQ(count(server, "unmatched", "GET", 404), 1U);
  EXPECT_EQ(count(server, "/ping", "DELETE", 405), 1U);
}

TEST(server_traffic, what_is_refused_unread_is_counted_by_what_is_known_of_it) {
  TestServer server(ServerOptions{.max_body_bytes = 10});
  exchange(server.port(), "nonsense\r\n\r\n");
  exchange(server.port(), "BREW /ping HTTP/1.1\r\nHost: a\r\n\r\n");
  exchange(server.port(), "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n");
  EXPECT_EQ(count(server, "unmatched", "unknown", 400), 1U);
  EXPECT_EQ(count(server, "/ping", "unknown", 501), 1U);
  EXPECT_EQ(count(server, "/echo", "POST", 413), 1U);
}

TEST(server_traffic, a_duration_includes_what_the_handler_waits_for) {
  TestServer server;
  exchange(server.port(), closing("/slow"));
  EXPECT_GE(server.server().traffic().counts().durations.at("/slow").sum,
            std::chrono::milliseconds(300));
}

TEST(server_traffic, open_connections_are_counted_until_they_close) {
  TestServer server;
  const RawClient first(server.port());
  {
    RawClient second(server.port());
    second.write("GET /ping HTTP/1.1\r\nHost: a\r\n\r\n");
    second.read_response();
    while (server.server().open_connections(Listener::clients) != 2) std::this_thread::yield();
  }
  while (server.server().open_connections(Listener::clients) != 1) std::this_thread::yield();
}

TEST(server_traffic, the_ids_of_a_trace_stand_behind_the_request_id_in_the_log) {
  TestServer server;
  const std::string traceparent =
      "Traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n";
  exchange(server.port(), closing("/throws", traceparent));
  exchange(server.port(), closing("/ping", traceparent + traceparent));
  server.server().stop();
  const auto lines = server.log_lines();
  ASSERT_EQ(lines.size(), 3U);
  for (const auto& line : {lines[0], lines[1]})
    EXPECT_THAT(line, ::testing::ContainsRegex(
                          " request_id=[0-9a-f]+ trace_id=4bf92f3577b34da6a3ce929d0e0e4736 "
                          "parent_id=00f067aa0ba902b7 "));
  EXPECT_THAT(lines[2], ::testing::Not(::testing::HasSubstr("trace_id")));
}

}  // namespace
}  // namespace latchkey::http
