#include "oauth/decide/protected_resource.hpp"

#include "endpoint/endpoints.hpp"
#include "endpoint/oauth_response.hpp"

namespace latchkey::endpoint {

Task<http::Response> protected_resource(const Services& services, const http::Request& request) {
  const auto& deployment = services.deployment;
  const auto path = request.path_parameters.empty()
                        ? std::string_view()
                        : std::string_view(request.path_parameters.front());
  const auto* resource =
      oauth::find_described(deployment.resources, request.header("host").value_or(""), path);
  if (resource == nullptr) {
    auto response = oauth_error({.code = oauth::ErrorCode::invalid_target,
                                 .description = "No resource is described here.",
                                 .detail = {}});
    response.status = 404;
    co_return response;
  }
  auto response =
      http::json_response(200, oauth::metadata_document(*resource, deployment.issuer.url));
  response.set("Cache-Control", "public, max-age=300");
  co_return response;
}

}  // namespace latchkey::endpoint
