#include "http/local_client.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "base/temporary_directory.hpp"

namespace latchkey::http {
namespace {

using asio_local = boost::asio::local::stream_protocol;
using Kind = LocalFailure::Kind;

// Listens at a socket of its own and answers one request with a given text.
class LocalClientTest : public ::testing::Test {
 protected:
  ~LocalClientTest() override {
    if (peer.joinable())
      peer.join();
  }
  void answer_with(std::string answer) {
    acceptor.emplace(context, asio_local::endpoint(path()));
    peer = std::thread([this, answer = std::move(answer)] {
      asio_local::socket socket(context);
      acceptor->accept(socket);
      boost::asio::read_until(socket, boost::asio::dynamic_buffer(request), "\r\n\r\n");
      boost::asio::write(socket, boost::asio::buffer(answer));
    });
  }
  [[nodiscard]] std::string path() const { return folder / "admin.sock"; }
  auto get(const LocalClient::Sink& sink = {}) {
    auto response = LocalClient(path()).send({.target = "/x?y=1"}, sink);
    if (peer.joinable())
      peer.join();
    return response;
  }

  TemporaryDirectory temporary;
  const std::filesystem::path folder = temporary.path();
  boost::asio::io_context context;
  std::optional<asio_local::acceptor> acceptor;
  std::thread peer;
  std::string request;
};

TEST_F(LocalClientTest, sends_a_request_and_reads_the_answer) {
  answer_with(
      "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nnone");
  const auto response = get();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 404U);
  EXPECT_EQ(response->body, "none");
  EXPECT_TRUE(request.starts_with("GET /x?y=1 HTTP/1.1\r\n")) << request;
}

TEST_F(LocalClientTest, reads_chunks_and_a_body_that_ends_with_the_connection) {
  answer_with(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  EXPECT_EQ(get()->body, "abcde");
}

TEST_F(LocalClientTest, hands_large_bodies_on_in_pieces) {
  const std::string large(1'000'000, 'x');
  answer_with("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + large);
  std::string seen;
  std::size_t longest = 0;
  const auto response = get([&](std::string_view piece) {
    seen += piece;
    longest = std::max(longest, piece.size());
  });
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "");
  EXPECT_EQ(seen, large);
  EXPECT_LT(longest, large.size());
}

TEST_F(LocalClientTest, keeps_a_refusal_from_the_sink) {
  answer_with("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
  const auto response = get([](std::string_view) { FAIL(); });
  EXPECT_EQ(response->body, "no");
}

TEST_F(LocalClientTest, an_answer_that_is_cut_off_is_no_answer) {
  answer_with("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
  const auto response = get();
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, Kind::silent);
}

TEST_F(LocalClientTest, what_does_not_speak_http_is_unusable) {
  answer_with("SSH-2.0-OpenSSH\r\n\r\n");
  const auto response = get();
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, Kind::unusable);
}

TEST_F(LocalClientTest, tells_why_nobody_can_be_reached) {
  EXPECT_EQ(get().error().kind, Kind::missing);
  {
    asio_local::acceptor left_behind(context, asio_local::endpoint(path()));
  }
  EXPECT_EQ(get().error().kind, Kind::silent);
  if (geteuid() != 0) {
    ::chmod(path().c_str(), 0);
    EXPECT_EQ(get().error().kind, Kind::denied);
  }
  EXPECT_EQ(LocalClient(std::string(200, 'x')).send({.target = "/"}).error().kind, Kind::unusable);
}

}  // namespace
}  // namespace latchkey::http
