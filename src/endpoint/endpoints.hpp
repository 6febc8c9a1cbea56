// The handlers of the OAuth 2.0 and OpenID Connect endpoints, one file each.
#pragma once

#include "base/task.hpp"
#include "endpoint/token_counts.hpp"
#include "http/message.hpp"
#include "http/router.hpp"
#include "identity/services.hpp"

namespace latchkey::endpoint {

// Services and request outlive the Task, as http::Handler says.
using identity::Services;

// RFC 6749 3.1, OIDC Core 3.1.2
Task<http::Response> authorize(const Services& services, const http::Request& request);
Task<http::Response> authorize_by_post(const Services& services, const http::Request& request);
// Where the sign-in and consent pages lead back to.
Task<http::Response> resume_authorization(const Services& services, const http::Request& request);

// RFC 6749 3.2
Task<http::Response> token(const Services& services, TokenCounts& counts,
                           const http::Request& request);
Task<http::Response> introspect(const Services& services,
                                const http::Request& request);                        // RFC 7662
Task<http::Response> revoke(const Services& services, const http::Request& request);  // RFC 7009
// OIDC Core 5.3
Task<http::Response> userinfo(const Services& services, const http::Request& request);
// The handlers keep their documents until what they are about has changed.
http::Handler discovery(const Services& services);  // OIDC Discovery 4, RFC 8414 3
http::Handler jwks(const Services& services);       // RFC 7517 5
// RFC 9728 3, of a configured resource.
Task<http::Response> protected_resource(const Services& services, const http::Request& request);
// OIDC RP-Initiated Logout 2
Task<http::Response> logout(const Services& services, const http::Request& request);
Task<http::Response> logout_by_post(const Services& services, const http::Request& request);

}  // namespace latchkey::endpoint
