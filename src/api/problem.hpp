// What the REST API answers when it does not do what it was asked: RFC 9457 problem details.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"
#include "http/router.hpp"
#include "oauth/check/client_metadata.hpp"

namespace latchkey::api {

using oauth::FieldError;

struct ProblemHeader {
  http::FieldName name;
  std::string value;
};

struct Problem {
  unsigned status = 400;
  std::string detail;                // for the caller; repeats no secret
  std::vector<FieldError> errors{};  // by field of the body or parameter of the query
  std::vector<ProblemHeader> headers{};
};

// What a handler answers.
using Answer = std::expected<http::Response, Problem>;

Problem bad_request(std::vector<FieldError> errors);
Problem forbidden(std::string detail);
Problem not_found(std::string_view what);  // "client", "user", ...
Problem conflict(std::string detail, std::vector<FieldError> errors = {});

http::Response problem_response(const Problem& problem, std::string_view request_id);
// The renderer for http::FaultStyle::problem.
http::Response problem_response(const http::Fault& fault);

}  // namespace latchkey::api
