// The HTTP/1.1 listeners: one io_context a thread, SO_REUSEPORT, limits and deadlines on every
// request.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/admission.hpp"
#include "http/router.hpp"
#include "http/tls_credentials.hpp"
#include "http/traffic.hpp"

namespace latchkey::http {

struct ListenAddress {
  std::string address;     // an IP address
  std::uint16_t port = 0;  // 0: any free port
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free port
  unsigned threads = 0;       // 0: one a core
  std::size_t max_header_bytes = 32 * 1024;
  std::size_t max_body_bytes = 64 * 1024;
  std::size_t max_administration_body_bytes = std::size_t{32} << 20;  // by the socket file
  std::size_t max_connections = 20'000;
  AdmissionLimits admission{.max_requests = 4096,
                            .max_delay = std::chrono::seconds(1),
                            .max_held_bytes = std::size_t{128} << 20};  // of clients
  std::chrono::milliseconds header_timeout = std::chrono::seconds(10);  // the whole header
  std::chrono::milliseconds body_timeout = std::chrono::seconds(20);    // the whole body
  std::chrono::milliseconds idle_timeout = std::chrono::seconds(60);    // between two requests
  std::chrono::milliseconds write_timeout = std::chrono::seconds(20);   // a whole answer
  std::vector<std::string> trusted_proxies{};                           // addresses or CIDR ranges
  std::optional<ListenAddress> operations{};  // a listener of its own, where there is one
  // Sockets that listen already, to be used instead of address and port; the server closes them.
  std::vector<int> passed_sockets{};
  // TLS on the listener for clients; null: none. Outlives the server.
  const TlsCredentials* tls = nullptr;
  bool demands_https = false;  // Strict-Transport-Security (RFC 6797) in answers to clients
  std::filesystem::path administration_socket{};  // the file to make; empty: none
};

// The router and its log outlive the server. What posts completions to the network threads
// (databases, thread pools) must have stopped its own threads before the server is destroyed:
// stop() the server, then stop those, then destroy both.
class Server {
 public:
  // Throws std::invalid_argument for an address or range that cannot be read.
  Server(const ServerOptions& options, const Router& router);
  ~Server();

  // Binds every listener; throws std::runtime_error naming the one that it cannot. Returns where
  // clients connect to.
  ListenAddress listen();
  // After listen(); 0 without such a listener.
  [[nodiscard]] std::uint16_t operations_port() const;
  // Starts the threads and returns.
  void start();
  // Removes the socket file, stops accepting, lets requests in flight finish within the grace time,
  // joins the threads. Idle connections are closed at once. Safe to call twice.
  void stop(std::chrono::seconds grace = std::chrono::seconds(10));

  [[nodiscard]] const Traffic& traffic() const;
  [[nodiscard]] std::size_t open_connections(Listener listener) const;
  // Turned away since the start because as many as may be were open.
  [[nodiscard]] std::uint64_t refused_connections(Listener listener) const;
  [[nodiscard]] const Admission& admission() const;
  // How long what is ready has lately had to wait for its network thread, at the busiest of them.
  [[nodiscard]] std::chrono::nanoseconds delay() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace latchkey::http
