// The HTTP/1.1 listener: one io_context a thread, SO_REUSEPORT, limits and deadlines on every request.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "http/router.hpp"

namespace latchkey::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free port
  unsigned threads = 0;       // 0: one a core
  std::size_t max_header_bytes = 32 * 1024;
  std::size_t max_body_bytes = 64 * 1024;
  std::size_t max_connections = 20'000;
  std::chrono::seconds header_timeout{10};
  std::chrono::seconds body_timeout{20};
  std::chrono::seconds idle_timeout{60};
  std::chrono::seconds write_timeout{20};
  std::vector<std::string> trusted_proxies;  // addresses or CIDR ranges
};

// The router outlives the server.
class Server {
 public:
  Server(const ServerOptions& options, const Router& router);
  ~Server();

  // Binds; throws std::runtime_error naming the address when it cannot. Returns the port.
  std::uint16_t listen();
  // Starts the threads and returns.
  void start();
  // Stops accepting, lets requests in flight finish within the grace time, joins the threads.
  // Idle connections are closed at once. Safe to call twice.
  void stop(std::chrono::seconds grace = std::chrono::seconds(10));

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace latchkey::http
