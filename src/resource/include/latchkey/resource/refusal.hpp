// Why a request is not served, and the answer that says so (RFC 6750 3).
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::resource {

enum class Reason {
  no_token,            // 401: the request has no bearer token
  invalid_request,     // 400: the Authorization header is malformed
  invalid_token,       // 401: not genuine, expired, revoked, for another API
  insufficient_scope,  // 403
  unavailable,         // 503: the issuer cannot be asked, so nobody can tell
};

struct Refusal {
  Reason reason = Reason::unavailable;
  int status = 503;
  // The value of the WWW-Authenticate header field; empty for 503.
  std::string www_authenticate{};
  // The value of Retry-After; zero for anything but 503.
  std::chrono::seconds retry_after{0};
  // For the log of the API, not for the client; never holds a token.
  std::string detail{};

  // The fields of the above for the answer: WWW-Authenticate or Retry-After.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> headers() const;
};

}  // namespace latchkey::resource
