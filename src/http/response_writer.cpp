#include "http/response_writer.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/http/status.hpp>
#include <charconv>
#include <stdexcept>

#include "base/ascii.hpp"
#include "base/plain_run.hpp"

namespace latchkey::http {

namespace {

// RFC 9110 5.6.2: token characters.
constexpr std::array<bool, 256> token_characters = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789"
                                       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool is_token_character(char c) {
  return token_characters[static_cast<unsigned char>(c)];
}

// RFC 9110 5.5: of the control characters a tab alone.
bool is_value(std::string_view text) {
  for (auto rest = text;; rest.remove_prefix(1)) {
    rest.remove_prefix(plain_run<'\x7f'>(rest));
    if (rest.empty() || rest.front() != '\t')
      return rest.empty();
  }
}

bool belongs_to_connection(std::string_view name) {
  static constexpr std::array<std::string_view, 4> names{"content-length", "transfer-encoding",
                                                         "connection", "date"};
  return std::ranges::any_of(names, [&](auto other) { return equals_ignoring_case(name, other); });
}

void check(const Response& response) {
  if (response.status < 200 || response.status > 599)
    throw std::logic_error("a response's status is not one");
  for (const auto& [name, value] : response.headers) {
    if (name.empty() || !std::ranges::all_of(name, is_token_character))
      throw std::logic_error("a response header's name is not a token");
    if (!is_value(value))
      throw std::logic_error("a response header's value holds a control character: " + name);
    if (belongs_to_connection(name))
      throw std::logic_error("a response header is not the handler's to set: " + name);
  }
}

void append_number(std::string& out, std::size_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

bool has_header(const Response& response, std::string_view lowercase_name) {
  return std::ranges::any_of(response.headers, [&](const auto& header) {
    return equals_ignoring_case(header.first, lowercase_name);
  });
}

}  // namespace

void write_response(std::string& out, const Response& response, const ResponseFrame& frame) {
  check(response);
  const auto reason =
      boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(response.status));
  out.append("HTTP/1.1 ");
  append_number(out, response.status);
  out.append(" ").append(reason.data(), reason.size()).append("\r\n");
  append_header(out, "Date", frame.date);
  for (const auto& [name, value] : response.headers) append_header(out, name, value);
  if (!has_header(response, "x-request-id"))
    append_header(out, "X-Request-Id", frame.request_id);
  if (!has_header(response, "x-content-type-options"))
    append_header(out, "X-Content-Type-Options", "nosniff");
  if (!has_header(response, "referrer-policy"))
    append_header(out, "Referrer-Policy", "no-referrer");
  if (frame.demands_https)
    append_header(out, "Strict-Transport-Security", "max-age=31536000");
  if (frame.closes)
    append_header(out, "Connection", "close");
  // RFC 9110 8.6: a 204 has no Content-Length, and neither it nor a 304 has a body.
  const bool has_body = response.status != 204 && response.status != 304;
  if (has_body) {
    out.append("Content-Length: ");
    append_number(out, response.body.size());
    out.append("\r\n");
  }
  out.append("\r\n");
  if (has_body && !frame.is_head)
    out.append(response.body);
}

std::string format_date(std::time_t seconds) {
  static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc{};
  if (gmtime_r(&seconds, &utc) == nullptr)
    throw std::logic_error("a time cannot be written as a date");
  const auto digits = [](int number, std::size_t width) {
    std::string text = std::to_string(number);
    return std::string(width - std::min(width, text.size()), '0') + text;
  };
  return std::string(days.at(static_cast<std::size_t>(utc.tm_wday))) + ", " +
         digits(utc.tm_mday, 2) + " " + months.at(static_cast<std::size_t>(utc.tm_mon)) + " " +
         digits(utc.tm_year + 1900, 4) + " " + digits(utc.tm_hour, 2) + ":" +
         digits(utc.tm_min, 2) + ":" + digits(utc.tm_sec, 2) + " GMT";
}

}  // namespace latchkey::http
