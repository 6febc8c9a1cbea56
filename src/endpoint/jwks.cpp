#include <boost/json/serialize.hpp>
#include <spdlog/fmt/fmt.h>

#include "endpoint/current_document.hpp"
#include "endpoint/endpoints.hpp"

namespace latchkey::endpoint {

namespace {

Task<http::Response> serve(const Services& services, CurrentDocument& document) {
  const auto keys = services.store.latest_snapshot()->keys;
  const auto text =
      document.about(keys, [&] { return json::serialize(keys->published.to_jwks()); });
  auto response = http::json_response(200, *text);
  response.set("Cache-Control", fmt::format("public, max-age={}", identity::jwks_max_age.count()));
  co_return response;
}

}  // namespace

http::Handler jwks(const Services& services) {
  return [&services, document = std::make_shared<CurrentDocument>()](const http::Request&) {
    return serve(services, *document);
  };
}

}  // namespace latchkey::endpoint
