#include "page/routes.hpp"

#include <string>
#include <utility>

#include "page/assets.hpp"
#include "page/console.hpp"
#include "page/handlers.hpp"

namespace latchkey::page {

namespace {

using PageHandler = Task<http::Response> (*)(const Services&, const http::Request&);

void add(http::Router& router, const Services& services, http::Method method, std::string path,
         PageHandler handler) {
  auto bound = [&services, handler](const http::Request& request) {
    return handler(services, request);
  };
  router.add({.method = method,
              .pattern = std::move(path),
              .handler = std::move(bound),
              .faults = http::FaultStyle::page});
}

template <const char* location>
Task<http::Response> redirect(const Services&, const http::Request&) {
  auto response = http::see_other(location);
  response.set("Cache-Control", "no-store");
  co_return response;
}

constexpr char console_path[] = "/console/";

}  // namespace

void add_routes(http::Router& router, const Services& services) {
  using http::Method;
  add(router, services, Method::get, "/", redirect<console_path>);
  add(router, services, Method::get, "/console", redirect<console_path>);
  add(router, services, Method::get, "/login", show_sign_in);
  add(router, services, Method::post, "/login", sign_in);
  add(router, services, Method::get, "/consent", show_consent);
  add(router, services, Method::post, "/consent", answer_consent);
  add(router, services, Method::get, "/logout", show_logout);
  add(router, services, Method::post, "/logout", logout);
  add(router, services, Method::get, "/account", show_account);
  add(router, services, Method::get, "/error", show_error);
  add_asset_routes(router, services.deployment);
  add_console_routes(router, services, embedded_console());
}

}  // namespace latchkey::page
