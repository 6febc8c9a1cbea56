#include "api/problem.hpp"

#include <boost/json/serialize.hpp>
#include <spdlog/fmt/fmt.h>

#include "base/json.hpp"

namespace latchkey::api {
namespace {

// The reason phrases of RFC 9110 15, as RFC 9457 4.2.1 wants them beside about:blank.
std::string_view title(unsigned status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return status < 500 ? "Request Refused" : "Server Error";
  }
}

}  // namespace

Problem bad_request(std::vector<FieldError> errors) {
  return {.status = 400,
          .detail = "The request is not valid; see errors.",
          .errors = std::move(errors)};
}

Problem forbidden(std::string detail) {
  return {.status = 403, .detail = std::move(detail)};
}

Problem not_found(std::string_view what) {
  return {.status = 404, .detail = fmt::format("There is no such {}.", what)};
}

Problem conflict(std::string detail, std::vector<FieldError> errors) {
  return {.status = 409, .detail = std::move(detail), .errors = std::move(errors)};
}

http::Response problem_response(const Problem& problem, std::string_view request_id) {
  json::array errors;
  for (const auto& error : problem.errors)
    errors.push_back(json::object{{"field", error.field}, {"message", error.message}});
  const json::object body{{"type", "about:blank"},    {"title", title(problem.status)},
                          {"status", problem.status}, {"detail", problem.detail},
                          {"request_id", request_id}, {"errors", std::move(errors)}};
  http::Response response = http::json_response(problem.status, json::serialize(body));
  response.set("Content-Type", "application/problem+json").set("Cache-Control", "no-store");
  for (const auto& [name, value] : problem.headers) response.set(name, value);
  return response;
}

http::Response problem_response(const http::Fault& fault) {
  return problem_response({.status = fault.status, .detail = fault.detail}, fault.request_id);
}

}  // namespace latchkey::api
