#include "http/test_server.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <thread>
#include <unistd.h>

namespace latchkey::http::testing {

namespace {

namespace asio = boost::asio;
constexpr asio::use_awaitable_t<Executor> use_task{};

// What a database does: takes the completion to a thread of its own and posts it back from there.
Task<> resume_from_another_thread() {
  auto initiate = [](auto handler) {
    std::thread([handler = std::move(handler)]() mutable {
      auto executor = asio::get_associated_executor(handler);
      asio::post(executor, std::move(handler));
    }).detach();
  };
  co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(initiate, use_task);
}

Task<Response> slow(const Request&) {
  auto executor = co_await asio::this_coro::executor;
  asio::basic_waitable_timer<std::chrono::steady_clock,
                             asio::wait_traits<std::chrono::steady_clock>, Executor>
      timer(executor, std::chrono::milliseconds(300));
  co_await timer.async_wait(use_task);
  co_return html_response(200, "done");
}

Task<Response> hold(const Request&) {
  std::this_thread::sleep_for(std::chrono::milliseconds(600));
  co_return html_response(200, "held");
}

Task<Response> elsewhere(const Request&) {
  co_await resume_from_another_thread();
  co_return html_response(200, "back");
}

Task<Response> fails(const Request&) {
  throw std::runtime_error("the reason is for the log");
  co_return Response();
}

void add_routes(Router& router) {
  const auto text = [](auto make) {
    return [make](const Request& request) -> Task<Response> {
      co_return html_response(200, make(request));
    };
  };
  router.add({Method::get, "/ping", text([](const Request&) { return std::string("pong"); })});
  router.add({Method::post, "/echo", text([](const Request& request) { return request.body; })});
  router.add({Method::get, "/slow", slow});
  router.add({Method::get, "/hold", hold});
  router.add({Method::get, "/elsewhere", elsewhere});
  router.add({Method::get, "/big",
              text([](const Request&) { return std::string(std::size_t{4} << 20, 'b'); })});
  router.add({.method = Method::get,
              .pattern = "/vital",
              .handler = text([](const Request&) { return std::string("alive"); }),
              .is_vital = true});
  router.add({Method::get, "/throws", fails});
  router.add({Method::get, "/bad-header", [](const Request&) -> Task<Response> {
                co_return empty_response(200).add("X-Evil", "a\r\nSet-Cookie: b=c");
              }});
  router.add(
      {Method::get, "/address", text([](const Request& request) { return request.address; })});
  router.add({Method::get, "/id", text([](const Request& request) { return request.request_id; })});
  const std::vector everywhere{Listener::clients, Listener::operations, Listener::administration};
  router.add({.method = Method::get,
              .pattern = "/listener",
              .handler = text([](const Request& request) {
                constexpr std::array names{"clients", "operations", "administration"};
                return std::string(names.at(static_cast<std::size_t>(request.listener)));
              }),
              .listeners = everywhere});
  router.add({.method = Method::get,
              .pattern = "/listener-address",
              .handler = text([](const Request& request) { return request.address; }),
              .listeners = everywhere});
}

}  // namespace

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{.tv_sec = 10, .tv_usec = 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
}

RawClient::~RawClient() {
  ::close(socket_);
}

bool RawClient::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0)
      return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void RawClient::finish_writing() const {
  ::shutdown(socket_, SHUT_WR);
}

bool RawClient::fill() {
  std::array<char, 16384> bytes{};
  const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (count > 0)
    buffer_.append(bytes.data(), static_cast<std::size_t>(count));
  closed = count == 0 || (count < 0 && errno == ECONNRESET);
  return count > 0;
}

std::string RawClient::read_response(bool has_body) {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!fill())
      return {};
  end += 4;
  const std::string length = header_of(buffer_.substr(0, end), "Content-Length");
  if (has_body && !length.empty())
    end += std::stoul(length);
  while (buffer_.size() < end)
    if (!fill())
      return {};
  std::string response = buffer_.substr(0, end);
  buffer_.erase(0, end);
  return response;
}

std::string RawClient::read_to_end() {
  while (fill()) {
  }
  return std::exchange(buffer_, {});
}

std::string exchange(std::uint16_t port, std::string_view bytes, std::size_t piece) {
  RawClient client(port);
  if (piece == 0)
    piece = std::max<std::size_t>(bytes.size(), 1);
  for (std::size_t i = 0; i < bytes.size(); i += piece)
    if (!client.write(bytes.substr(i, piece)))
      break;
  std::string answer = client.read_to_end();
  EXPECT_TRUE(client.closed) << "the server has kept the connection open";
  return answer;
}

std::string status_of(std::string_view response) {
  return response.starts_with("HTTP/1.1 ") ? std::string(response.substr(9, 3)) : "";
}

std::string body_of(std::string_view response) {
  const auto end = response.find("\r\n\r\n");
  return end == std::string_view::npos ? "" : std::string(response.substr(end + 4));
}

std::string header_of(std::string_view response, std::string_view name) {
  const std::string line = "\r\n" + std::string(name) + ": ";
  const auto head = response.substr(0, response.find("\r\n\r\n"));
  const auto start = head.find(line);
  if (start == std::string_view::npos)
    return {};
  const auto value = head.substr(start + line.size());
  return std::string(value.substr(0, value.find("\r\n")));
}

TestServer::TestServer(ServerOptions options)
    : log_(LogFormat::logfmt, LogLevel::info,
           [this](std::string_view line) {
             const std::lock_guard lock(mutex_);
             lines_.emplace_back(line);
           }),
      router_(
          [](FaultStyle, const Fault& fault) {
            return json_response(fault.status, "fault: " + fault.detail);
          },
          log_) {
  add_routes(router_);
  options.port = 0;
  if (options.threads == 0)
    options.threads = 2;
  server_ = std::make_unique<Server>(options, router_);
  port_ = server_->listen().port;
  server_->start();
}

TestServer::~TestServer() {
  server_->stop(std::chrono::seconds(0));
}

std::vector<std::string> TestServer::log_lines() {
  const std::lock_guard lock(mutex_);
  return lines_;
}

}  // namespace latchkey::http::testing
