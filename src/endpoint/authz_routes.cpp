#include <array>
#include <memory>

#include "endpoint/forward_authorization.hpp"
#include "endpoint/paths.hpp"
#include "endpoint/routes.hpp"

namespace latchkey::endpoint {

namespace {

using http::Method;

constexpr std::array all_methods{Method::get,   Method::head,    Method::post,   Method::put,
                                 Method::patch, Method::delete_, Method::options};

}  // namespace

void add_authz_routes(http::Router& router, const identity::Services& services,
                      bool has_operations_listener) {
  const auto authorization = std::make_shared<ForwardAuthorization>(services);
  const auto add = [&](Method method, const std::string& pattern, auto handler) {
    router.add(http::Route{
        .method = method,
        .pattern = pattern,
        .handler = [authorization, handler](
                       const http::Request& request) { return handler(*authorization, request); },
        .faults = http::FaultStyle::oauth,
        .listeners = {has_operations_listener ? http::Listener::operations
                                              : http::Listener::clients}});
  };
  const std::string path(authz_path);
  add(Method::get, path, authz);
  add(Method::get, path + "/{resource}", authz);
  for (const auto method : all_methods) add(method, path + "/{resource}/{+path}", authz_by_path);
}

}  // namespace latchkey::endpoint
