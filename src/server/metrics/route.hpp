// GET /metrics: who may read the server's metrics, and the answer.
#pragma once

#include "base/metrics/registry.hpp"
#include "http/router.hpp"
#include "identity/services.hpp"

namespace latchkey::server {

// On the operations listener and the socket file, for everybody there. Without an operations
// listener also on the public one: for callers of the REST API who hold settings:read in the
// default organization, since a proxy on the same machine makes every client look like a local one.
// Everything given outlives the router.
void add_metrics_routes(http::Router& router, const identity::Services& services,
                        const metrics::Registry& registry, bool has_operations_listener);

}  // namespace latchkey::server
