// Finds the end of a request's header block and refuses what no sender of HTTP/1.1 may write there.
#pragma once

#include <cstddef>
#include <expected>
#include <string_view>

#include "http/refusal.hpp"

namespace latchkey::http {

// Incremental: each call gets the same bytes again with more behind them. Stricter than RFC 9112
// allows a recipient to be, since leniency here is what request smuggling lives on: every line
// ends in CRLF, no line is folded (5.2), no control character but a tab in a field value, nothing
// but visible ASCII and spaces in the request line.
class HeadScanner {
 public:
  HeadScanner(std::size_t max_bytes, std::size_t max_fields)
      : max_bytes_(max_bytes), max_fields_(max_fields) {}

  // The length of the header block with its empty line; 0 while it is incomplete.
  std::expected<std::size_t, Refusal> scan(std::string_view bytes);

  void reset() { position_ = line_start_ = line_ = 0; }

 private:
  std::size_t max_bytes_;
  std::size_t max_fields_;
  std::size_t position_ = 0;  // the first byte not yet judged
  std::size_t line_start_ = 0;
  std::size_t line_ = 0;
};

}  // namespace latchkey::http
