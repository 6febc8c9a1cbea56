// The handlers of forward authorization: may this call to an API go on? For proxies.
#pragma once

#include <vector>

#include "base/task.hpp"
#include "endpoint/call_audit.hpp"
#include "endpoint/endpoints.hpp"
#include "http/message.hpp"
#include "oauth/model/resource.hpp"

namespace latchkey::endpoint {

// What is given outlives it; it outlives the router.
struct ForwardAuthorization {
  ForwardAuthorization(const Services& given, const std::vector<oauth::Resource>& protected_ones)
      : services(given), resources(protected_ones), sampler(given.store.random()) {}

  const Services& services;
  const std::vector<oauth::Resource>& resources;
  AuditSampler sampler;
};

// The call is named by headers, see proxied_call.hpp.
Task<http::Response> authz(ForwardAuthorization& authorization, const http::Request& request);
// The call is the request itself, but for the path, which stands after the resource's name.
Task<http::Response> authz_by_path(ForwardAuthorization& authorization,
                                   const http::Request& request);

}  // namespace latchkey::endpoint
