#include "resource/curl_fetch.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace latchkey::resource {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

// Answers one connection with a fixed text, and keeps what it was sent.
class OneAnswer {
 public:
  explicit OneAnswer(std::string answer) : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::listen(listener_, 1);
    socklen_t size = sizeof address;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ::ntohs(address.sin_port);
    thread_ = std::jthread([this, answer = std::move(answer)] { serve(answer); });
  }
  ~OneAnswer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_ = {};
    ::close(listener_);
  }
  [[nodiscard]] std::string url() const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/x";
  }
  // Once the answer has come.
  std::string request() {
    thread_ = {};
    return request_;
  }

 private:
  void serve(const std::string& answer) {
    const int connection = ::accept(listener_, nullptr, nullptr);
    char buffer[4096];
    while (!request_.contains("\r\n\r\n") && connection >= 0) {
      const auto count = ::recv(connection, buffer, sizeof buffer, 0);
      if (count <= 0)
        break;
      request_.append(buffer, static_cast<std::size_t>(count));
    }
    for (std::size_t sent = 0; sent < answer.size();) {
      const auto count =
          ::send(connection, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
      if (count <= 0)
        break;
      sent += static_cast<std::size_t>(count);
    }
    if (answer.empty())
      ::recv(connection, buffer, sizeof buffer, 0);
    ::close(connection);
  }

  int listener_;
  int port_ = 0;
  std::string request_;
  std::jthread thread_;
};

FetchAnswer get(const std::string& url) {
  return curl_fetch()({.url = url, .timeout = 10s});
}

TEST(CurlFetch, gets_a_document) {
  OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
  const auto answer = get(server.url());
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "{}");
  EXPECT_THAT(server.request(), testing::StartsWith("GET /x HTTP/1.1\r\n"));
}

TEST(CurlFetch, posts_a_form_with_credentials) {
  OneAnswer server("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
  const auto answer = curl_fetch()(
      {.url = server.url(), .form = "token=x", .authorization = "Basic YTpi", .timeout = 10s});
  EXPECT_EQ(answer.status, 401);
  const auto request = server.request();
  EXPECT_THAT(request, testing::StartsWith("POST /x HTTP/1.1\r\n"));
  EXPECT_THAT(request, HasSubstr("Authorization: Basic YTpi\r\n"));
  EXPECT_THAT(request, HasSubstr("application/x-www-form-urlencoded\r\n"));
}

TEST(CurlFetch, does_not_follow_redirects) {
  const OneAnswer server(
      "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(get(server.url()).status, 302);
}

TEST(CurlFetch, takes_a_mebibyte_at_most) {
  const std::string body(1024 * 1024 + 1, 'x');
  const OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
                         "\r\n\r\n" + body);
  EXPECT_EQ(get(server.url()).status, 0);
}

TEST(CurlFetch, gives_up_when_the_time_is_over) {
  const OneAnswer server("");
  const auto answer = curl_fetch()({.url = server.url(), .timeout = 100ms});
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.body, HasSubstr("imeout"));
}

TEST(CurlFetch, says_why_there_is_no_answer) {
  EXPECT_EQ(get("http://127.0.0.1:1/").status, 0);
  EXPECT_EQ(get("file:///etc/passwd").status, 0);
  EXPECT_FALSE(get("http://127.0.0.1:1/").body.empty());
}

}  // namespace
}  // namespace latchkey::resource
