#include "server/metrics/route.hpp"

#include "api/caller.hpp"
#include "api/problem.hpp"

namespace latchkey::server {

namespace {

constexpr api::Access readers{.permission = "settings:read"};

http::Response exposition(const metrics::Registry& registry) {
  http::Response response;
  response.set("Content-Type", metrics::Exposition::content_type);
  response.set("Cache-Control", "no-store");
  response.set("X-Content-Type-Options", "nosniff");
  response.body = registry.render();
  return response;
}

// Nothing where they may.
Task<std::optional<api::Problem>> refusal(const identity::Services& services,
                                          const http::Request& request) {
  const auto caller = co_await api::identify_caller(services, readers, request);
  if (!caller)
    co_return caller.error();
  if (caller->user.org_id != services.store.snapshot()->default_org_id)
    co_return api::forbidden("The metrics are of the whole server, not of an organization.");
  co_return std::nullopt;
}

Task<http::Response> show_metrics(const metrics::Registry& registry) {
  co_return exposition(registry);
}

Task<http::Response> show_metrics_to_readers(const identity::Services& services,
                                             const metrics::Registry& registry,
                                             const http::Request& request) {
  const auto refused = co_await refusal(services, request);
  if (refused)
    co_return api::problem_response(*refused, request.request_id);
  co_return exposition(registry);
}

}  // namespace

void add_metrics_routes(http::Router& router, const identity::Services& services,
                        const metrics::Registry& registry, bool has_operations_listener) {
  using http::Listener;
  router.add({.method = http::Method::get,
              .pattern = "/metrics",
              .handler = [&registry](const http::Request&) { return show_metrics(registry); },
              .listeners = {Listener::operations, Listener::administration}});
  if (has_operations_listener)
    return;
  router.add({.method = http::Method::get,
              .pattern = "/metrics",
              .handler =
                  [&services, &registry](const http::Request& request) {
                    return show_metrics_to_readers(services, registry, request);
                  },
              .listeners = {Listener::clients}});
}

}  // namespace latchkey::server
