// Listeners beside the public one: an address for operations, and the socket file.
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/fmt/fmt.h>
#include <sys/stat.h>

#include "base/temporary_directory.hpp"
#include "http/local_client.hpp"
#include "http/server.hpp"
#include "http/test_server.hpp"

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using Local = asio::local::stream_protocol;
using testing::body_of;
using testing::exchange;
using testing::status_of;
using testing::TestServer;

std::string get(std::string_view path, std::string_view headers = "") {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" +
         std::string(headers) + "\r\n";
}

std::string exchange_locally(const fs::path& file, std::string_view bytes) {
  asio::io_context context;
  Local::socket socket(context);
  socket.connect(Local::endpoint(file.string()));
  asio::write(socket, asio::buffer(bytes));
  std::string answer;
  boost::system::error_code end;
  asio::read(socket, asio::dynamic_buffer(answer), end);
  return answer;
}

class Listeners : public ::testing::Test {
 protected:
  [[nodiscard]] ServerOptions options() const {
    ServerOptions all;
    all.operations = ListenAddress{.address = "127.0.0.1", .port = 0};
    all.administration_socket = file;
    return all;
  }

  std::string failure() const {
    try {
      const TestServer server(options());
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "none";
  }

  TemporaryDirectory temporary;
  const fs::path folder = temporary.path();
  fs::path file = folder / "admin.sock";
};

TEST_F(Listeners, requests_know_which_they_came_in_by) {
  TestServer server(options());
  EXPECT_EQ(body_of(exchange(server.port(), get("/listener"))), "clients");
  EXPECT_EQ(body_of(exchange(server.server().operations_port(), get("/listener"))), "operations");
  EXPECT_EQ(body_of(exchange_locally(file, get("/listener"))), "administration");
  EXPECT_EQ(status_of(exchange(server.server().operations_port(), get("/ping"))), "404");
  EXPECT_EQ(status_of(exchange_locally(file, get("/ping"))), "404");
}

TEST_F(Listeners, the_socket_file_has_no_address_and_believes_none) {
  ServerOptions trusting = options();
  trusting.trusted_proxies = {"0.0.0.0/0", "::/0"};
  const TestServer server(trusting);
  EXPECT_EQ(
      body_of(exchange_locally(file, get("/listener-address", "X-Forwarded-For: 192.0.2.1\r\n"))),
      "local");
}

TEST_F(Listeners, the_socket_file_takes_larger_bodies) {
  ServerOptions limited = options();
  limited.max_administration_body_bytes = 100'000;
  TestServer server(limited);
  const auto post = [](std::size_t size) {
    return fmt::format(
        "POST /ping HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{}", size,
        std::string(size, 'x'));
  };
  EXPECT_EQ(status_of(exchange_locally(file, post(100'000))), "404");
  EXPECT_EQ(status_of(exchange_locally(file, post(100'001))), "413");
  EXPECT_EQ(status_of(exchange(server.port(), post(65'537))), "413");
}

TEST_F(Listeners, trusted_proxies_count_for_operations_too) {
  ServerOptions trusting = options();
  trusting.trusted_proxies = {"127.0.0.0/8"};
  TestServer server(trusting);
  EXPECT_EQ(body_of(exchange(server.server().operations_port(),
                             get("/listener-address", "X-Forwarded-For: 192.0.2.1\r\n"))),
            "192.0.2.1");
}

TEST_F(Listeners, the_socket_file_is_private_whatever_the_umask_and_ends_with_the_server) {
  const mode_t before = umask(0);
  TestServer server(options());
  umask(before);
  struct stat status{};
  ASSERT_EQ(stat(file.c_str(), &status), 0);
  EXPECT_TRUE(S_ISSOCK(status.st_mode));
  EXPECT_EQ(status.st_mode & 07777U, 0600U);
  server.server().stop(std::chrono::seconds(0));
  EXPECT_FALSE(fs::exists(file));
}

TEST_F(Listeners, a_socket_file_that_nobody_answers_on_is_replaced) {
  {
    asio::io_context context;
    const Local::acceptor left_over(context, Local::endpoint(file.string()));
  }
  ASSERT_TRUE(fs::is_socket(file));
  const TestServer server(options());
  EXPECT_EQ(body_of(exchange_locally(file, get("/listener"))), "administration");
}

TEST_F(Listeners, a_path_too_long_for_a_sockets_address_works_like_any_other) {
  const fs::path deep = folder / std::string(120, 'd');
  fs::create_directory(deep);
  file = deep / "admin.sock";
  {
    TestServer server(options());
    EXPECT_TRUE(fs::is_socket(file));
    const auto response = LocalClient(file).send({.target = "/listener"});
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->body, "administration");
    EXPECT_THAT(failure(), ::testing::HasSubstr("in use"));
    server.server().stop(std::chrono::seconds(0));
    EXPECT_FALSE(fs::exists(file));
  }
  std::ofstream(file) << "somebody's notes";
  EXPECT_THAT(failure(), ::testing::HasSubstr(file.string()));
  EXPECT_EQ(LocalClient(deep / "none" / "admin.sock").send({.target = "/"}).error().kind,
            LocalFailure::Kind::missing);
}

TEST_F(Listeners, a_socket_file_that_is_answered_stays) {
  const TestServer first(options());
  EXPECT_THAT(failure(), ::testing::AllOf(::testing::HasSubstr(file.string()),
                                          ::testing::HasSubstr("in use")));
  EXPECT_EQ(body_of(exchange_locally(file, get("/listener"))), "administration");
}

TEST_F(Listeners, what_is_no_socket_file_stays) {
  std::ofstream(file) << "somebody's notes";
  EXPECT_THAT(failure(), ::testing::HasSubstr(file.string()));
  EXPECT_EQ(fs::file_size(file), 16U);
}

TEST_F(Listeners, a_full_server_still_answers_operations_and_administration) {
  ServerOptions full = options();
  full.max_connections = 0;
  TestServer server(full);
  EXPECT_EQ(status_of(exchange(server.port(), get("/listener"))), "503");
  EXPECT_EQ(status_of(exchange(server.server().operations_port(), get("/listener"))), "200");
  EXPECT_EQ(status_of(exchange_locally(file, get("/listener"))), "200");
}

}  // namespace
}  // namespace latchkey::http
