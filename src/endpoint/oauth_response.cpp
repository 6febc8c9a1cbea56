#include "endpoint/oauth_response.hpp"

#include <boost/json/serialize.hpp>
#include <spdlog/fmt/fmt.h>

#include "base/json.hpp"

namespace latchkey::endpoint {

namespace {

http::Response uncached(unsigned status, std::string body) {
  auto response = http::json_response(status, std::move(body));
  response.set("Cache-Control", "no-store");
  response.set("Pragma", "no-cache");
  return response;
}

std::string error_body(const oauth::Error& error) {
  json::object body{{"error", oauth::traits(error.code).wire}};
  if (!error.description.empty())
    body["error_description"] = error.description;
  return json::serialize(body);
}

}  // namespace

http::Response oauth_success(std::string json) {
  return uncached(200, std::move(json));
}

http::Response oauth_error(const oauth::Error& error) {
  auto response = uncached(oauth::traits(error.code).status, error_body(error));
  if (error.code == oauth::ErrorCode::invalid_client)
    response.set("WWW-Authenticate", R"(Basic realm="Latchkey", charset="UTF-8")");
  return response;
}

http::Response bearer_challenge() {
  auto response = uncached(401, "{}");
  response.set("WWW-Authenticate", R"(Bearer realm="Latchkey")");
  return response;
}

http::Response bearer_error(const oauth::Error& error, std::string_view scope_needed) {
  auto response = uncached(oauth::traits(error.code).status, error_body(error));
  auto challenge = fmt::format(R"(Bearer realm="Latchkey", error="{}", error_description="{}")",
                               oauth::traits(error.code).wire, error.description);
  if (!scope_needed.empty())
    challenge += fmt::format(R"(, scope="{}")", scope_needed);
  response.set("WWW-Authenticate", challenge);
  return response;
}

}  // namespace latchkey::endpoint
