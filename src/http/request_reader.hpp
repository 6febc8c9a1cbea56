// Turns the bytes of one connection into requests, one after the other; does no I/O itself.
#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/head_scanner.hpp"
#include "http/message.hpp"
#include "http/refusal.hpp"
#include "http/request_check.hpp"
#include "http/request_parser.hpp"

namespace latchkey::http {

struct ReadLimits {
  std::size_t max_header_bytes = 32 * 1024;  // request line and fields; trailers likewise
  std::size_t max_header_fields = 100;
  std::size_t max_body_bytes = 64 * 1024;  // after chunked decoding
};

// Used by one connection. Holds no more than one request and what arrived behind it.
class RequestReader {
 public:
  // What is being waited for: the first byte of a request, the rest of its header, the rest of
  // its body; or nothing, the request is there.
  enum class Progress { idle, head, body, complete };

  explicit RequestReader(const ReadLimits& limits);

  void append(std::string_view bytes) { pending_.append(bytes); }

  // Reads on in what was appended. After a refusal the connection cannot be read any further.
  std::expected<Progress, Refusal> advance();

  // True once per request: its body has been announced, none of it is here, and the client waits
  // for a 100 (Continue).
  [[nodiscard]] bool take_expectation();

  // Whether the client lets the connection be used again; only meaningful when complete.
  [[nodiscard]] bool keeps_alive() const;

  // Of what has arrived of a request, or behind one.
  [[nodiscard]] std::size_t held_bytes() const { return pending_.size() + request_.body.size(); }

  // The request as far as it has been read.
  [[nodiscard]] Request& request() { return request_; }
  [[nodiscard]] const Request& request() const { return request_; }

  // After a complete request: forgets it and goes on to the bytes behind it.
  void next();
  // Whether bytes of a pipelined request are already here.
  [[nodiscard]] bool has_more() const { return !pending_.empty(); }

 private:
  std::expected<Progress, Refusal> advance_head();
  std::expected<Progress, Refusal> advance_body();

  ReadLimits limits_;
  Progress progress_ = Progress::idle;
  bool has_ignored_line_ = false;  // the empty line that may precede this request
  std::string pending_;
  HeadScanner scanner_;
  Request request_;
  std::optional<RequestParser> parser_;
  HeadFacts facts_;
};

}  // namespace latchkey::http
