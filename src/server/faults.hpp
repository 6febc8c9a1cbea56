// How a fault outside a handler's own answers is rendered, in the style of its route.
#pragma once

#include "http/router.hpp"
#include "identity/deployment.hpp"
#include "store/store.hpp"

namespace latchkey::server {

// Both outlive the renderer.
http::FaultRenderer fault_renderer(const identity::Deployment& deployment,
                                   const store::Store& store);

}  // namespace latchkey::server
