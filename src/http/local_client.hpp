// A client of a server's local socket, for the command line: one request a connection, blocking.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace latchkey::http {

struct LocalCall {
  Method method = Method::get;
  std::string target;          // path and query, encoded
  std::string content_type{};  // empty: there is no body
  std::string body{};
};

struct LocalFailure {
  enum class Kind {
    missing,   // there is no socket
    denied,    // it may not be opened
    silent,    // nobody listens, or the server went away before it had answered
    unusable,  // the path cannot be a socket's, or what answers does not speak HTTP
  };
  Kind kind;
  std::string detail;
};

// Copies may be used by several threads.
class LocalClient {
 public:
  explicit LocalClient(std::filesystem::path socket) : socket_(std::move(socket)) {}

  [[nodiscard]] const std::filesystem::path& socket() const { return socket_; }

  // Takes the body of a successful answer piece by piece, however large it is.
  using Sink = std::function<void(std::string_view)>;

  // Status and body; with a sink, the body only where the status is not 2xx. What a sink throws
  // passes through.
  [[nodiscard]] std::expected<Response, LocalFailure> send(const LocalCall& call,
                                                           const Sink& sink = {}) const;

 private:
  std::filesystem::path socket_;
};

}  // namespace latchkey::http
