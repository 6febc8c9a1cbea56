// The errors of OAuth 2.0 and OpenID Connect as values: one closed list, what each is on the wire.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace latchkey::oauth {

enum class ErrorCode {
  // RFC 6749 4.1.2.1, 5.2
  invalid_request,
  invalid_client,
  invalid_grant,
  unauthorized_client,
  unsupported_grant_type,
  invalid_scope,
  access_denied,
  unsupported_response_type,
  server_error,
  temporarily_unavailable,
  // RFC 6750 3.1
  invalid_token,
  insufficient_scope,
  // OIDC Core 3.1.2.6
  login_required,
  consent_required,
  interaction_required,
  request_not_supported,
  request_uri_not_supported,
  registration_not_supported,
  // OIDC Unmet Authentication Requirements 1.0
  unmet_authentication_requirements,
  // RFC 8707 2
  invalid_target,
};

struct ErrorTraits {
  std::string_view wire;  // the error parameter
  unsigned status;        // at the token endpoint and its siblings
};
ErrorTraits traits(ErrorCode code);

struct Error {
  ErrorCode code;
  std::string description;  // for the client: characters of RFC 6749 5.2 only, no input repeated
  std::string detail;       // for the log and the administrator: exactly what did not match
};

// For `return refuse(...)` from what returns std::expected<T, Error>.
inline std::unexpected<Error> refuse(ErrorCode code, std::string description,
                                     std::string detail = {}) {
  return std::unexpected(Error{code, std::move(description), std::move(detail)});
}

// For the log and the audit: the detail, or the description where that says it all; a secret that
// came in a wrong place is masked.
std::string reason(const Error& error);

}  // namespace latchkey::oauth
