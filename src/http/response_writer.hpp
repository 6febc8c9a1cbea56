// Serialises a response into one string of bytes.
#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace latchkey::http {

// What the connection adds to a response.
struct ResponseFrame {
  std::string_view date;  // see format_date
  std::string_view request_id;
  bool is_head = false;        // the length of the body is told, the body not sent
  bool closes = false;         // Connection: close
  bool demands_https = false;  // Strict-Transport-Security, for a year (RFC 6797)
};

// Appends to out. Throws std::logic_error, with out unchanged, for a status outside 200-599, a
// header name that is no token, a control character in a value, and headers that only the
// connection may write (Content-Length, Transfer-Encoding, Connection, Date).
void write_response(std::string& out, const Response& response, const ResponseFrame& frame);

// IMF-fixdate of RFC 9110 5.6.7.
std::string format_date(std::time_t seconds);

}  // namespace latchkey::http
