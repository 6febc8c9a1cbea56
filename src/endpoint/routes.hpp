// The OAuth 2.0 and OpenID Connect endpoints, put into the router.
#pragma once

#include "endpoint/token_counts.hpp"
#include "http/router.hpp"
#include "identity/services.hpp"

namespace latchkey::endpoint {

// The services and the counts outlive the router.
void add_routes(http::Router& router, const identity::Services& services, TokenCounts& counts);

// Forward authorization, whose audit events tell what a proxy says: where there is a listener for
// operations, on that one alone. The services outlive the router.
void add_authz_routes(http::Router& router, const identity::Services& services,
                      bool has_operations_listener);

}  // namespace latchkey::endpoint
