#include "server/health.hpp"

namespace latchkey::server {

namespace {

http::Response ok() {
  auto response = http::json_response(200, R"({"status":"ok"})");
  response.set("Cache-Control", "no-store");
  return response;
}

Task<http::Response> live(const http::Request&) {
  co_return ok();
}

// Throws Unavailable where the database does not answer, or what other nodes do is not heard of.
Task<http::Response> ready(store::Store& store) {
  static_cast<void>(store.snapshot());
  auto ask = [](store::Transaction& tx) { tx.execute("SELECT 1"); };
  co_await store.read(std::move(ask));
  co_return ok();
}

}  // namespace

void add_health_routes(http::Router& router, store::Store& store) {
  using http::Listener;
  router.add({.method = http::Method::get,
              .pattern = "/healthz",
              .handler = live,
              .listeners = {Listener::clients, Listener::operations},
              .is_vital = true});
  router.add({.method = http::Method::get,
              .pattern = "/readyz",
              .handler = [&store](const http::Request&) { return ready(store); },
              .listeners = {Listener::clients, Listener::operations},
              .is_vital = true});
}

}  // namespace latchkey::server
