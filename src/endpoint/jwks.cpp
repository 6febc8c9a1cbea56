#include <boost/json/serialize.hpp>
#include <spdlog/fmt/fmt.h>

#include "endpoint/current_document.hpp"
#include "endpoint/endpoints.hpp"

namespace latchkey::endpoint {

namespace {

Task<http::Response> serve(const Services& services, CurrentDocument& document,
                           std::string_view cache_control) {
  const auto keys = services.store.latest_snapshot()->keys;
  const auto text =
      document.about(keys, [&] { return json::serialize(keys->published.to_jwks()); });
  auto response = http::json_response(200, *text);
  response.set("Cache-Control", cache_control);
  co_return response;
}

}  // namespace

http::Handler jwks(const Services& services) {
  return [&services, document = std::make_shared<CurrentDocument>(),
          cache_control = fmt::format("public, max-age={}", identity::jwks_max_age.count())](
             const http::Request&) { return serve(services, *document, cache_control); };
}

}  // namespace latchkey::endpoint
