// More than the server can do: it refuses at once what it would answer too late, and holds no more
// in memory than it may.
#include <gtest/gtest.h>
#include <thread>

#include "http/server.hpp"
#include "http/test_server.hpp"

namespace latchkey::http {
namespace {

using std::chrono::milliseconds;
using testing::body_of;
using testing::header_of;
using testing::RawClient;
using testing::status_of;
using testing::TestServer;
using Reason = Admission::Reason;

constexpr std::string_view get_ping = "GET /ping HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::string_view get_vital = "GET /vital HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::string_view get_hold = "GET /hold HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::string_view post_head =
    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 8000\r\n\r\n";
constexpr auto long_time = std::chrono::minutes(10);

ServerOptions options_with(const AdmissionLimits& limits) {
  return {.threads = 1,
          .admission = limits,
          .header_timeout = long_time,
          .body_timeout = long_time,
          .idle_timeout = long_time,
          .write_timeout = long_time};
}

AdmissionLimits wide() {
  return {.max_requests = 1000, .max_delay = long_time, .max_held_bytes = std::size_t{1} << 30};
}

std::string ask(RawClient& client, std::string_view request) {
  EXPECT_TRUE(client.write(request));
  return client.read_response();
}

void expect_refused(const std::string& answer) {
  EXPECT_EQ(status_of(answer), "503");
  EXPECT_EQ(header_of(answer, "Retry-After"), "1");
}

TEST(server_overload, requests_beyond_the_limit_get_503_and_keep_their_connection) {
  AdmissionLimits limits = wide();
  limits.max_requests = 0;
  TestServer server(options_with(limits));
  RawClient client(server.port());
  expect_refused(ask(client, get_ping));
  expect_refused(ask(client, get_ping));
  EXPECT_EQ(body_of(ask(client, get_vital)), "alive");
  EXPECT_EQ(server.server().admission().refusals(Reason::requests), 2U);
  const auto counts = server.server().traffic().counts();
  EXPECT_EQ(counts.answers.at({"/ping", "GET", 503}), 2U);
}

TEST(server_overload, a_request_makes_room_when_it_is_answered_not_when_that_is_read) {
  AdmissionLimits limits = wide();
  limits.max_requests = 1;
  TestServer server(options_with(limits));
  RawClient slow(server.port());
  for (int i = 0; i < 4; ++i) slow.write("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
  RawClient client(server.port());
  while (server.server().admission().held_bytes() == 0)
    std::this_thread::sleep_for(milliseconds(1));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(body_of(ask(client, get_ping)), "pong");
  EXPECT_EQ(server.server().admission().requests(), 0U);
}

TEST(server_overload, administration_goes_on) {
  AdmissionLimits limits = wide();
  limits.max_requests = 0;
  ServerOptions options = options_with(limits);
  options.operations = ListenAddress{.address = "127.0.0.1"};
  TestServer server(options);
  RawClient operations(server.server().operations_port());
  EXPECT_EQ(body_of(ask(operations, "GET /listener HTTP/1.1\r\nHost: a\r\n\r\n")), "operations");
}

// What waits while others keep the thread; as often as it takes to come behind them.
TEST(server_overload, a_request_that_has_waited_too_long_gets_503_but_not_one_that_is_vital) {
  AdmissionLimits limits = wide();
  limits.max_delay = milliseconds(100);
  TestServer server(options_with(limits));
  RawClient late(server.port());
  RawClient vital(server.port());
  std::string answer;
  for (int tries = 0; tries < 20 && status_of(answer) != "503"; ++tries) {
    std::vector<std::unique_ptr<RawClient>> holding;
    for (int i = 0; i < 3; ++i) {
      holding.push_back(std::make_unique<RawClient>(server.port()));
      ASSERT_TRUE(holding.back()->write(get_hold));
    }
    std::this_thread::sleep_for(milliseconds(900));
    ASSERT_TRUE(late.write(get_ping));
    ASSERT_TRUE(vital.write(get_vital));
    answer = late.read_response();
    EXPECT_EQ(body_of(vital.read_response()), "alive");
  }
  expect_refused(answer);
  EXPECT_GT(server.server().admission().refusals(Reason::delay), 0U);
  EXPECT_GT(server.server().delay(), limits.max_delay);
  EXPECT_EQ(body_of(ask(late, get_ping)), "pong");
}

TEST(server_overload, requests_that_arrive_slowly_share_their_memory) {
  AdmissionLimits limits = wide();
  limits.max_held_bytes = 10'000;
  TestServer server(options_with(limits));
  const std::string part(6'000, 'x');
  RawClient first(server.port());
  ASSERT_TRUE(first.write(post_head));
  ASSERT_TRUE(first.write(part));
  while (server.server().admission().held_bytes() < part.size())
    std::this_thread::sleep_for(milliseconds(1));
  RawClient second(server.port());
  ASSERT_TRUE(second.write(post_head));
  ASSERT_TRUE(second.write(part));
  expect_refused(second.read_response());
  EXPECT_EQ(server.server().admission().refusals(Reason::memory), 1U);
  EXPECT_EQ(body_of(ask(first, std::string(2'000, 'y'))), part + std::string(2'000, 'y'));
  second.finish_writing();
  second.read_to_end();
  EXPECT_TRUE(second.closed);
  while (server.server().admission().held_bytes() != 0)
    std::this_thread::sleep_for(milliseconds(1));
}

TEST(server_overload, who_has_little_in_memory_is_served_whatever_others_have) {
  AdmissionLimits limits = wide();
  limits.max_held_bytes = 1;
  TestServer server(options_with(limits));
  RawClient client(server.port());
  ASSERT_TRUE(client.write(get_ping.substr(0, 10)));
  while (server.server().admission().held_bytes() == 0)
    std::this_thread::sleep_for(milliseconds(1));
  EXPECT_EQ(body_of(ask(client, std::string(get_ping.substr(10)))), "pong");
  EXPECT_EQ(server.server().admission().refusals(Reason::memory), 0U);
}

TEST(server_overload, answers_that_are_read_slowly_share_their_memory) {
  AdmissionLimits limits = wide();
  limits.max_held_bytes = 1'000;
  TestServer server(options_with(limits));
  RawClient slow(server.port());
  for (int i = 0; i < 4; ++i) slow.write("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
  while (server.server().admission().refusals(Reason::memory) == 0)
    std::this_thread::sleep_for(milliseconds(1));
  EXPECT_LT(slow.read_to_end().size(), std::size_t{16} << 20);
  EXPECT_TRUE(slow.closed);
  EXPECT_EQ(server.server().admission().held_bytes(), 0U);
}

}  // namespace
}  // namespace latchkey::http
