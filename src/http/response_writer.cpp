#include "http/response_writer.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/http/status.hpp>
#include <charconv>
#include <stdexcept>

namespace latchkey::http {

namespace {

void append_number(std::string& out, std::size_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

void append_unless_set(std::string& out, const HeaderFields& set, FieldName name,
                       std::string_view value) {
  if (!set.has(name))
    append_header(out, name.text(), value);
}

}  // namespace

void write_response(std::string& out, const Response& response, const ResponseFrame& frame) {
  if (response.status < 200 || response.status > 599)
    throw std::logic_error("a response's status is not one");
  const auto reason =
      boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(response.status));
  out.append("HTTP/1.1 ");
  append_number(out, response.status);
  out.append(" ").append(reason.data(), reason.size()).append("\r\n");
  append_header(out, "Date", frame.date);
  out.append(response.headers.text());
  append_unless_set(out, response.headers, "X-Request-Id", frame.request_id);
  append_unless_set(out, response.headers, "X-Content-Type-Options", "nosniff");
  append_unless_set(out, response.headers, "Referrer-Policy", "no-referrer");
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
