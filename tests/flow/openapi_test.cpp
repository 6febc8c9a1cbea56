#include <set>

#include "flow/flow_fixture.hpp"

namespace latchkey::flow {
namespace {

// What people and this server's own pages open, not applications.
bool is_page(const http::Route& route) {
  static const std::set<std::string> prefixes{"/login",   "/consent", "/logout",  "/error",
                                              "/account", "/console", "/swagger", "/assets"};
  if (route.pattern == "/" || route.pattern == "/api/v1/oauth2/authorize/resume")
    return true;
  for (const auto& prefix : prefixes)
    if (route.pattern.starts_with(prefix))
      return true;
  return false;
}

std::string lowercase_name(http::Method method) {
  std::string name(http::name(method));
  for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

using OpenApi = Flow;

TEST_F(OpenApi, describes_every_route_and_no_other) {
  std::set<std::string> served;
  for (const auto& route : router.routes())
    if (!is_page(route))
      served.insert(lowercase_name(route.method) + " " + route.pattern);

  std::set<std::string> described;
  const auto document = body_of(get("/openapi.json"));
  ASSERT_TRUE(document.contains("paths"));
  for (const auto& [path, item] : document.at("paths").as_object())
    for (const auto& [method, operation] : item.as_object())
      if (method != "parameters")
        described.insert(std::string(method) + " " + std::string(path));

  EXPECT_EQ(described, served);
}

TEST_F(OpenApi, cors_is_open_exactly_where_browser_applications_call) {
  std::set<std::string> open;
  for (const auto& route : router.routes())
    if (route.cors == http::Cors::any_origin)
      open.insert(route.pattern);
  EXPECT_EQ(open, (std::set<std::string>{
                      "/.well-known/jwks.json", "/.well-known/oauth-authorization-server",
                      "/.well-known/oauth-protected-resource",
                      "/.well-known/oauth-protected-resource/{+path}",
                      "/.well-known/openid-configuration", "/api/v1/oauth2/revoke",
                      "/api/v1/oauth2/token", "/api/v1/oauth2/userinfo"}));
}

TEST_F(OpenApi, discovery_names_endpoints_that_exist) {
  const auto document = body_of(get("/.well-known/openid-configuration"));
  std::set<std::string> paths;
  for (const auto& route : router.routes()) paths.insert(route.pattern);
  for (const auto& [name, value] : document)
    if (name.ends_with("_endpoint") || name == "jwks_uri") {
      const std::string url(value.as_string());
      ASSERT_TRUE(url.starts_with(deployment.issuer.url)) << name;
      EXPECT_TRUE(paths.contains(url.substr(deployment.issuer.url.size()))) << name;
    }
}

}  // namespace
}  // namespace latchkey::flow
