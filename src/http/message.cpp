#include "http/message.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/ascii.hpp"
#include "base/field_value.hpp"

namespace latchkey::http {

namespace {

Response with_body(unsigned status, std::string_view content_type, std::string body) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", content_type);
  response.body = std::move(body);
  return response;
}

}  // namespace

std::string_view name(Method method) {
  static constexpr std::array<std::string_view, 7> names{"GET",   "HEAD",   "POST",   "PUT",
                                                         "PATCH", "DELETE", "OPTIONS"};
  return names.at(static_cast<std::size_t>(method));
}

std::array<Log::Field, 3> Request::log_fields() const {
  std::array<Log::Field, 3> fields{{{"request_id", request_id}, {}, {}}};
  if (trace) {
    fields[1] = {"trace_id", trace->trace_id};
    fields[2] = {"parent_id", trace->parent_id};
  }
  return fields;
}

std::optional<std::string_view> Request::header(std::string_view lowercase_name) const {
  std::optional<std::string_view> found;
  for (const auto& [header_name, value] : headers) {
    if (header_name != lowercase_name)
      continue;
    if (found)
      return std::nullopt;
    found = value;
  }
  return found;
}

std::size_t Request::header_count(std::string_view lowercase_name) const {
  return static_cast<std::size_t>(
      std::ranges::count(headers, lowercase_name,
                         [](const auto& header) -> std::string_view { return header.first; }));
}

std::optional<std::string_view> Request::cookie(std::string_view cookie_name) const {
  std::optional<std::string_view> found;
  for (const auto& [header_name, header_value] : headers) {
    if (header_name != "cookie")
      continue;
    std::string_view rest = header_value;
    while (!rest.empty()) {
      std::string_view pair = trim(take_until(rest, ';'));
      const auto equals = pair.find('=');
      if (equals == std::string_view::npos || pair.substr(0, equals) != cookie_name)
        continue;
      std::string_view value = pair.substr(equals + 1);
      if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        value = value.substr(1, value.size() - 2);
      if (found && *found != value)
        return std::nullopt;
      found = value;
    }
  }
  return found;
}

std::string Request::content_type() const {
  std::string_view value = header("content-type").value_or(std::string_view());
  std::string type(trim(take_until(value, ';')));
  std::ranges::transform(type, type.begin(), ascii_lowercase);
  return type;
}

Response& Response::set(FieldName header_name, std::string_view value) {
  headers.set(header_name, value);
  return *this;
}

Response& Response::add(FieldName header_name, std::string_view value) {
  headers.add(header_name, value);
  return *this;
}

Response json_response(unsigned status, std::string body) {
  return with_body(status, "application/json", std::move(body));
}

Response html_response(unsigned status, std::string body) {
  return with_body(status, "text/html; charset=utf-8", std::move(body));
}

Response empty_response(unsigned status) {
  Response response;
  response.status = status;
  return response;
}

Response see_other(std::string_view location) {
  if (location.empty() ||
      std::ranges::any_of(location, [](char c) { return c <= 0x20 || c == 0x7f; }))
    throw std::logic_error("a redirect's location is not a URI reference");
  return empty_response(303).add("Location", location);
}

}  // namespace latchkey::http
