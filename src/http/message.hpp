// An HTTP request as handlers see it, and the response they return.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/form.hpp"
#include "base/log.hpp"
#include "http/field_name.hpp"
#include "http/header_fields.hpp"
#include "http/traceparent.hpp"

namespace latchkey::http {

enum class Method { get, head, post, put, patch, delete_, options };

std::string_view name(Method method);

// Which of the server's listeners a request came in by: the public one, the one for operations,
// or the socket file that only the machine's administrators can open.
enum class Listener { clients, operations, administration };
constexpr std::size_t listener_count = 3;

// Owned by the connection; valid until the handler's Task ends. Immutable to handlers.
struct Request {
  Method method = Method::get;
  std::string path;   // as sent, without the query; always starts with '/'
  std::string query;  // as sent, without '?'
  bool has_query = false;
  std::vector<std::pair<std::string, std::string>> headers;  // names lowercase, in order
  std::string body;
  Listener listener = Listener::clients;  // set by the connection, never by what was sent
  // The client's: the peer, or X-Forwarded-For of a trusted proxy; "local" by the socket file.
  std::string address;
  std::string request_id;            // for the log, the answer's X-Request-Id, the audit
  std::optional<TraceParent> trace;  // that the client says it belongs to: for the log alone
  std::optional<std::size_t> route;  // of the router's, once it is found
  std::vector<std::string> path_parameters;  // the {…} of the route, decoded, in order

  // What every log record of this request has in common: borrowed from it.
  [[nodiscard]] std::array<Log::Field, 3> log_fields() const;
  // The value of a header that occurs once; nothing when absent or repeated. name is lowercase.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view lowercase_name) const;
  [[nodiscard]] std::size_t header_count(std::string_view lowercase_name) const;
  // RFC 6265; nothing when absent or given twice with different values.
  [[nodiscard]] std::optional<std::string_view> cookie(std::string_view cookie_name) const;
  // The media type of Content-Type, lowercase, without parameters; empty when absent.
  [[nodiscard]] std::string content_type() const;
};

struct Response {
  unsigned status = 200;
  HeaderFields headers;
  std::string body;

  // As those of the headers.
  Response& set(FieldName header_name, std::string_view value);
  Response& add(FieldName header_name, std::string_view value);  // for Set-Cookie
};

Response json_response(unsigned status, std::string body);
Response html_response(unsigned status, std::string body);
Response empty_response(unsigned status);
// 303 See Other. location must already be a valid URI reference; control characters throw.
Response see_other(std::string_view location);

}  // namespace latchkey::http
