// Liveness and readiness.
#pragma once

#include "http/router.hpp"
#include "store/store.hpp"

namespace latchkey::server {

// GET /healthz: the process answers. GET /readyz: the store answers too, else 503.
void add_health_routes(http::Router& router, store::Store& store);

}  // namespace latchkey::server
