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

// Of a challenge; nothing where the value is empty. No value holds a quote or backslash: scopes may
// not (RFC 6749 3.3), and a URL does not.
void add_parameter(std::string& challenge, std::string_view name, std::string_view value) {
  if (!value.empty())
    challenge += fmt::format(R"(, {}="{}")", name, value);
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

http::Response bearer_challenge(std::string_view resource_metadata) {
  auto response = uncached(401, "{}");
  std::string challenge = R"(Bearer realm="Latchkey")";
  add_parameter(challenge, "resource_metadata", resource_metadata);
  response.set("WWW-Authenticate", challenge);
  return response;
}

http::Response bearer_error(const oauth::Error& error, std::string_view scope_needed,
                            std::string_view resource_metadata) {
  auto response = uncached(oauth::traits(error.code).status, error_body(error));
  auto challenge = fmt::format(R"(Bearer realm="Latchkey", error="{}", error_description="{}")",
                               oauth::traits(error.code).wire, error.description);
  add_parameter(challenge, "scope", scope_needed);
  add_parameter(challenge, "resource_metadata", resource_metadata);
  response.set("WWW-Authenticate", challenge);
  return response;
}

}  // namespace latchkey::endpoint
