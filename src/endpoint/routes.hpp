// The OAuth 2.0 and OpenID Connect endpoints, put into the router.
#pragma once

#include "endpoint/token_counts.hpp"
#include "http/router.hpp"
#include "identity/services.hpp"

namespace latchkey::endpoint {

// The services and the counts outlive the router.
void add_routes(http::Router& router, const identity::Services& services, TokenCounts& counts);

}  // namespace latchkey::endpoint
