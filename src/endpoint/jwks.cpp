#include <boost/json/serialize.hpp>

#include "endpoint/endpoints.hpp"

namespace latchkey::endpoint {

Task<http::Response> jwks(const Services& services, const http::Request&) {
  const auto snapshot = services.store.snapshot();
  auto response = http::json_response(200, json::serialize(snapshot->keys->published.to_jwks()));
  response.set("Cache-Control", "public, max-age=300");
  co_return response;
}

}  // namespace latchkey::endpoint
