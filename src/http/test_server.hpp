// For tests: a server on a free port with a few routes, and a client that writes raw bytes.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "http/server.hpp"

namespace latchkey::http::testing {

// A TCP connection to 127.0.0.1. Reads give up after 10 seconds.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  // False when the peer has closed.
  bool write(std::string_view bytes) const;
  void finish_writing() const;
  // One response: its header, and as many octets of body as Content-Length says.
  std::string read_response(bool has_body = true);
  // All that comes until the peer closes. Sets closed.
  std::string read_to_end();
  bool closed = false;

 private:
  bool fill();
  int socket_;
  std::string buffer_;
};

// Everything that comes back for these bytes until the server closes, sent in pieces of that many
// octets (0: at once).
std::string exchange(std::uint16_t port, std::string_view bytes, std::size_t piece = 0);

// "200" of "HTTP/1.1 200 OK..."; empty when there is none.
std::string status_of(std::string_view response);
std::string body_of(std::string_view response);
// The value of a header of a response, by its exact name; empty when absent.
std::string header_of(std::string_view response, std::string_view name);

// Routes: GET /ping "pong"; POST /echo the body; GET /slow "done" after 300 ms; GET /hold
// "held" after 600 ms in which its thread does nothing else; GET /elsewhere resumed by another
// thread; GET /big 4 MB; GET /vital "alive", which is answered whatever there is to do; GET
// /throws; GET /bad-header; GET /address the client's; GET /id the request id. On every listener:
// GET /listener its name, and GET /listener-address as /address.
class TestServer {
 public:
  explicit TestServer(ServerOptions options = {});
  ~TestServer();

  [[nodiscard]] std::uint16_t port() const { return port_; }
  Server& server() { return *server_; }
  std::vector<std::string> log_lines();

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
  Log log_;
  Router router_;
  std::unique_ptr<Server> server_;
  std::uint16_t port_ = 0;
};

}  // namespace latchkey::http::testing
