// The REST API of the contract, put into the router.
#pragma once

#include "http/router.hpp"
#include "identity/services.hpp"

namespace latchkey::api {

// The services outlive the router.
void add_routes(http::Router& router, const identity::Services& services);

}  // namespace latchkey::api
