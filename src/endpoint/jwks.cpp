#include <boost/json/serialize.hpp>
#include <spdlog/fmt/fmt.h>

#include "endpoint/endpoints.hpp"

namespace latchkey::endpoint {

Task<http::Response> jwks(const Services& services, const http::Request&) {
  const auto snapshot = services.store.latest_snapshot();
  auto response = http::json_response(200, json::serialize(snapshot->keys->published.to_jwks()));
  response.set("Cache-Control", fmt::format("public, max-age={}", identity::jwks_max_age.count()));
  co_return response;
}

}  // namespace latchkey::endpoint
