#include "guard.hpp"

#include <iostream>
#include <sstream>
#include <utility>

#include "answer.hpp"

namespace plant {
namespace {

using latchkey::resource::Reason;
using latchkey::resource::Refusal;

std::string_view explanation(Reason reason) {
  switch (reason) {
    case Reason::no_token:
      return "The request has no access token.";
    case Reason::invalid_request:
      return "The Authorization header is malformed.";
    case Reason::invalid_token:
      return "The access token is invalid or expired.";
    case Reason::insufficient_scope:
      return "The access token does not allow this.";
    case Reason::unavailable:
      break;
  }
  return "Access tokens cannot be checked at the moment.";
}

void refuse(const Refusal& refusal, httplib::Response& response) {
  for (const auto& [name, value] : refusal.headers()) response.set_header(name, value);
  answer_problem(response, refusal.status, explanation(refusal.reason));
}

// One write, since several threads log. The path only: a query may hold what is nobody's business.
void log_call(const httplib::Request& request, int status, const std::string& who) {
  std::ostringstream line;
  line << request.method << ' ' << request.path << ' ' << status << ' ' << who << '\n';
  std::clog << line.str() << std::flush;
}

}  // namespace

Guard::Guard(latchkey::resource::Settings settings) : verifier_(std::move(settings)) {}

httplib::Server::Handler Guard::require(std::string scope, Action action) const {
  return [this, scope = std::move(scope), action = std::move(action)](
             const httplib::Request& request, httplib::Response& response) {
    run(scope, action, request, response);
  };
}

void Guard::run(const std::string& scope, const Action& action, const httplib::Request& request,
                httplib::Response& response) const {
  const auto verdict = verifier_.check(request.get_header_value("Authorization"), scope);
  if (!verdict) {
    refuse(verdict.error(), response);
    log_call(request, response.status, verdict.error().detail);
    return;
  }
  const Caller& caller = *verdict;
  if (request.has_header("X-Organization-ID") &&
      request.get_header_value("X-Organization-ID") != caller.organization) {
    answer_problem(response, 403, "The access token is of another organization.");
  } else {
    response.status = 200;
    action(caller, request, response);
  }
  log_call(request, response.status, "user=" + caller.subject + " client=" + caller.client_id);
}

}  // namespace plant
