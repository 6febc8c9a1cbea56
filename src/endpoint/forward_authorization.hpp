// The handlers of forward authorization: may this call to an API go on? For proxies.
#pragma once

#include "base/task.hpp"
#include "endpoint/call_audit.hpp"
#include "endpoint/endpoints.hpp"
#include "http/message.hpp"

namespace latchkey::endpoint {

// What is given outlives it; it outlives the router.
struct ForwardAuthorization {
  explicit ForwardAuthorization(const Services& given)
      : services(given), sampler(given.store.random()) {}

  const Services& services;
  AuditSampler sampler;
  StrangerLimit strangers;
};

// The call is named by headers, see proxied_call.hpp.
Task<http::Response> authz(ForwardAuthorization& authorization, const http::Request& request);
// The call is the request itself, but for the path, which stands after the resource's name.
Task<http::Response> authz_by_path(ForwardAuthorization& authorization,
                                   const http::Request& request);

}  // namespace latchkey::endpoint
