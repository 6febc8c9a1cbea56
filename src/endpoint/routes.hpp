// The OAuth 2.0 and OpenID Connect endpoints, put into the router.
#pragma once

#include "http/router.hpp"
#include "identity/services.hpp"

namespace latchkey::endpoint {

// The services outlive the router.
void add_routes(http::Router& router, const identity::Services& services);

}  // namespace latchkey::endpoint
