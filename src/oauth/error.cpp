#include "oauth/error.hpp"

#include "base/mask_secrets.hpp"

namespace latchkey::oauth {

ErrorTraits traits(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_request:
      return {"invalid_request", 400};
    case ErrorCode::invalid_client:
      return {"invalid_client", 401};
    case ErrorCode::invalid_grant:
      return {"invalid_grant", 400};
    case ErrorCode::unauthorized_client:
      return {"unauthorized_client", 400};
    case ErrorCode::unsupported_grant_type:
      return {"unsupported_grant_type", 400};
    case ErrorCode::invalid_scope:
      return {"invalid_scope", 400};
    case ErrorCode::access_denied:
      return {"access_denied", 400};
    case ErrorCode::unsupported_response_type:
      return {"unsupported_response_type", 400};
    case ErrorCode::server_error:
      return {"server_error", 500};
    case ErrorCode::temporarily_unavailable:
      return {"temporarily_unavailable", 503};
    case ErrorCode::invalid_token:
      return {"invalid_token", 401};
    case ErrorCode::insufficient_scope:
      return {"insufficient_scope", 403};
    case ErrorCode::login_required:
      return {"login_required", 400};
    case ErrorCode::consent_required:
      return {"consent_required", 400};
    case ErrorCode::interaction_required:
      return {"interaction_required", 400};
    case ErrorCode::request_not_supported:
      return {"request_not_supported", 400};
    case ErrorCode::request_uri_not_supported:
      return {"request_uri_not_supported", 400};
    case ErrorCode::registration_not_supported:
      return {"registration_not_supported", 400};
    case ErrorCode::unmet_authentication_requirements:
      return {"unmet_authentication_requirements", 400};
    case ErrorCode::invalid_target:
      return {"invalid_target", 400};
  }
  return {"server_error", 500};
}

std::string reason(const Error& error) {
  return mask_secrets(error.detail.empty() ? error.description : error.detail);
}

}  // namespace latchkey::oauth
