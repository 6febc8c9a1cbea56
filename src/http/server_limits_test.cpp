// Deadlines, the limit of connections, and the end of a server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "http/server.hpp"
#include "http/test_server.hpp"

namespace latchkey::http {
namespace {

using std::chrono::milliseconds;
using testing::body_of;
using testing::exchange;
using testing::header_of;
using testing::RawClient;
using testing::status_of;
using testing::TestServer;

constexpr std::string_view get_ping = "GET /ping HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr auto long_time = std::chrono::minutes(10);

// All deadlines far away but the one under test.
ServerOptions patient() {
  return {.threads = 1,
          .header_timeout = long_time,
          .body_timeout = long_time,
          .idle_timeout = long_time,
          .write_timeout = long_time};
}

TEST(server_deadline, an_unfinished_header_is_408) {
  ServerOptions options = patient();
  options.header_timeout = milliseconds(100);
  TestServer server(options);
  EXPECT_EQ(status_of(exchange(server.port(), "GET /ping HTTP/1.1\r\nHost: a\r\n")), "408");
}

TEST(server_deadline, a_header_that_trickles_is_408) {
  ServerOptions options = patient();
  options.header_timeout = milliseconds(300);
  TestServer server(options);
  RawClient client(server.port());
  std::thread trickle([&] {
    for (int i = 0; i < 200 && client.write(i == 0 ? "G" : "E"); ++i)
      std::this_thread::sleep_for(milliseconds(20));
  });
  EXPECT_EQ(status_of(client.read_to_end()), "408");
  trickle.join();
}

TEST(server_deadline, a_silent_connection_is_closed_without_an_answer) {
  ServerOptions options = patient();
  options.header_timeout = milliseconds(100);
  TestServer server(options);
  EXPECT_EQ(exchange(server.port(), ""), "");
}

TEST(server_deadline, an_unfinished_body_is_408) {
  ServerOptions options = patient();
  options.body_timeout = milliseconds(100);
  TestServer server(options);
  const std::string head = "POST /echo HTTP/1.1\r\nHost: a\r\n";
  EXPECT_EQ(status_of(exchange(server.port(), head + "Content-Length: 9\r\n\r\nabc")), "408");
  EXPECT_EQ(status_of(exchange(server.port(), head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc")),
            "408");
}

TEST(server_deadline, an_idle_connection_is_closed_without_an_answer) {
  ServerOptions options = patient();
  options.idle_timeout = milliseconds(100);
  TestServer server(options);
  RawClient client(server.port());
  ASSERT_TRUE(client.write(get_ping));
  EXPECT_EQ(status_of(client.read_response()), "200");
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_TRUE(client.closed);
}

TEST(server_deadline, a_client_that_does_not_read_is_cut_off) {
  ServerOptions options = patient();
  options.write_timeout = milliseconds(200);
  TestServer server(options);
  RawClient client(server.port());
  for (int i = 0; i < 4; ++i) client.write("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
  // The connection's end is logged with its request; the server then stops at once.
  for (int i = 0; i < 1000 && server.log_lines().empty(); ++i)
    std::this_thread::sleep_for(milliseconds(10));
  EXPECT_EQ(server.log_lines().size(), 1U);
  EXPECT_LT(client.read_to_end().size(), std::size_t{16} << 20);
  EXPECT_TRUE(client.closed);
}

TEST(server_limit, connections_beyond_the_limit_get_503) {
  ServerOptions options = patient();
  options.max_connections = 2;
  TestServer server(options);
  RawClient first(server.port());
  {
    RawClient second(server.port());
    for (RawClient* client : {&first, &second}) {
      ASSERT_TRUE(client->write(get_ping));
      EXPECT_EQ(status_of(client->read_response()), "200");
    }
    const std::string answer = exchange(server.port(), "");
    EXPECT_EQ(status_of(answer), "503");
    EXPECT_EQ(header_of(answer, "Retry-After"), "1");
    EXPECT_EQ(server.server().refused_connections(Listener::clients), 1U);
    EXPECT_EQ(server.server().refused_connections(Listener::administration), 0U);
    ASSERT_TRUE(first.write(get_ping));
    EXPECT_EQ(status_of(first.read_response()), "200");
  }
  std::string answer;
  for (int i = 0; i < 1000 && status_of(answer) != "200"; ++i)
    answer = exchange(server.port(), "GET /ping HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(status_of(answer), "200");
}

TEST(server_limit, hundreds_of_slow_clients_leave_others_their_turn) {
  TestServer server(patient());
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 300; ++i) {
    slow.push_back(std::make_unique<RawClient>(server.port()));
    slow.back()->write(i % 2 == 0 ? "GET /ping HT"
                                  : "POST /echo HTTP/1.1\r\nHost: a\r\n"
                                    "Content-Length: 60000\r\n\r\nabc");
  }
  RawClient client(server.port());
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(client.write(get_ping));
    ASSERT_EQ(body_of(client.read_response()), "pong");
  }
}

TEST(server_stop, requests_in_flight_are_answered_and_idle_connections_closed) {
  ServerOptions options = patient();
  TestServer server(options);
  RawClient idle(server.port());
  ASSERT_TRUE(idle.write(get_ping));
  EXPECT_EQ(status_of(idle.read_response()), "200");
  RawClient silent(server.port());
  RawClient busy(server.port());
  ASSERT_TRUE(busy.write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"));
  std::this_thread::sleep_for(milliseconds(100));
  server.server().stop();
  const std::string answer = busy.read_to_end();
  EXPECT_EQ(body_of(answer), "done");
  EXPECT_EQ(header_of(answer, "Connection"), "close");
  EXPECT_EQ(idle.read_to_end(), "");
  EXPECT_TRUE(idle.closed);
  EXPECT_EQ(silent.read_to_end(), "");
  EXPECT_THROW(RawClient(server.port()), std::runtime_error);
  server.server().stop();
}

TEST(server_stop, whoever_has_connected_or_asked_before_is_answered) {
  TestServer server(patient());
  RawClient kept(server.port());
  ASSERT_TRUE(kept.write(get_ping));
  ASSERT_EQ(body_of(kept.read_response()), "pong");
  RawClient holding(server.port());
  ASSERT_TRUE(holding.write("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n"));
  std::this_thread::sleep_for(milliseconds(100));
  RawClient waiting(server.port());
  ASSERT_TRUE(waiting.write(get_ping));
  RawClient about_to_ask(server.port());
  ASSERT_TRUE(kept.write(get_ping));
  std::thread stopping([&] { server.server().stop(); });
  EXPECT_EQ(body_of(holding.read_response()), "held");
  ASSERT_TRUE(about_to_ask.write(get_ping));
  for (RawClient* client : {&kept, &waiting, &about_to_ask}) {
    const auto answer = client->read_to_end();
    EXPECT_EQ(body_of(answer), "pong");
    EXPECT_EQ(header_of(answer, "Connection"), "close");
  }
  stopping.join();
}

TEST(server_stop, what_outlives_the_grace_time_is_cut_off) {
  TestServer server(patient());
  RawClient unfinished(server.port());
  ASSERT_TRUE(unfinished.write("GET /ping HTTP/1.1\r\n"));
  RawClient busy(server.port());
  ASSERT_TRUE(busy.write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"));
  std::this_thread::sleep_for(milliseconds(100));
  server.server().stop(std::chrono::seconds(0));
  SUCCEED();
}

TEST(server_listen, a_taken_port_is_an_error_that_names_it) {
  TestServer first;
  const Log log(LogFormat::logfmt, LogLevel::off);
  const Router router([](FaultStyle, const Fault&) { return Response(); }, log);
  Server second(ServerOptions{.port = first.port()}, router);
  try {
    second.listen();
    FAIL() << "the port was taken twice";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), ::testing::HasSubstr("127.0.0.1"));
    EXPECT_THAT(error.what(), ::testing::HasSubstr(std::to_string(first.port())));
  }
  EXPECT_THROW(Server(ServerOptions{.address = "example.test"}, router).listen(),
               std::runtime_error);
  EXPECT_THROW(Server(ServerOptions{.trusted_proxies = {"10.0.0.0/33"}}, router),
               std::invalid_argument);
}

}  // namespace
}  // namespace latchkey::http
