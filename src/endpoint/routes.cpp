#include "endpoint/routes.hpp"

#include <utility>
#include <vector>

#include "endpoint/endpoints.hpp"
#include "endpoint/paths.hpp"
#include "oauth/decide/protected_resource.hpp"

namespace latchkey::endpoint {

namespace {

using http::Cors;
using http::FaultStyle;
using http::Listener;
using http::Method;
using EndpointHandler = Task<http::Response> (*)(const Services&, const http::Request&);

}  // namespace

void add_routes(http::Router& router, const identity::Services& services, TokenCounts& counts) {
  const auto add = [&](Method method, std::string_view path, EndpointHandler handler,
                       FaultStyle faults, Cors cors,
                       std::vector<Listener> listeners = {Listener::clients}) {
    router.add(http::Route{
        .method = method,
        .pattern = std::string(path),
        .handler = [&services,
                    handler](const http::Request& request) { return handler(services, request); },
        .faults = faults,
        .cors = cors,
        .listeners = std::move(listeners),
    });
  };

  add(Method::get, authorize_path, authorize, FaultStyle::page, Cors::none);
  add(Method::post, authorize_path, authorize_by_post, FaultStyle::page, Cors::none);
  add(Method::get, resume_path, resume_authorization, FaultStyle::page, Cors::none);
  add(Method::get, logout_path, logout, FaultStyle::page, Cors::none);
  add(Method::post, logout_path, logout_by_post, FaultStyle::page, Cors::none);

  router.add(http::Route{
      .method = Method::post,
      .pattern = std::string(token_path),
      .handler = [&services, &counts](
                     const http::Request& request) { return token(services, counts, request); },
      .faults = FaultStyle::oauth,
      .cors = Cors::any_origin});
  add(Method::post, revoke_path, revoke, FaultStyle::oauth, Cors::any_origin);
  add(Method::get, userinfo_path, userinfo, FaultStyle::oauth, Cors::any_origin);
  add(Method::post, userinfo_path, userinfo, FaultStyle::oauth, Cors::any_origin);
  add(Method::post, introspect_path, introspect, FaultStyle::oauth, Cors::none);

  // What others find this server and verify its tokens by.
  const auto publish = [&](std::string_view path, http::Handler handler) {
    router.add(http::Route{.method = Method::get,
                           .pattern = std::string(path),
                           .handler = std::move(handler),
                           .faults = FaultStyle::oauth,
                           .cors = Cors::any_origin,
                           .is_vital = true});
  };
  publish(openid_configuration_path, discovery(services));
  publish(authorization_server_metadata_path, discovery(services));
  publish(jwks_path, jwks(services));

  // The proxies that ask about calls pass it on.
  const std::string described(oauth::protected_resource_path);
  for (const auto& path : {described, described + "/{+path}"})
    add(Method::get, path, protected_resource, FaultStyle::oauth, Cors::any_origin,
        {Listener::clients, Listener::operations});
}

}  // namespace latchkey::endpoint
