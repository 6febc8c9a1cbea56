#include "api/openapi.hpp"

#include <boost/json/parse.hpp>
#include <map>
#include <set>
#include <spdlog/fmt/fmt.h>

#include "api/access.hpp"
#include "api/api_fixture.hpp"
#include "api/schema_check.hpp"

namespace latchkey::api {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

const json::value& document() {
  static const json::value parsed = json::parse(openapi_document);
  return parsed;
}

std::string operation_key(std::string_view method, std::string_view path) {
  std::string key;
  for (const char c : method) key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return key.append(" ").append(path);
}
std::string operation_key(const Entry& entry) {
  return operation_key(http::name(entry.method), entry.pattern);
}

// The operations of the document, as "get /path".
const std::map<std::string, json::object>& operations() {
  static const auto all = [] {
    std::map<std::string, json::object> found;
    for (const auto& path : document().at("paths").as_object())
      for (const auto& method : path.value().as_object())
        found.emplace(operation_key(method.key(), path.key()), method.value().as_object());
    return found;
  }();
  return all;
}

void collect_references(const json::value& value, std::set<std::string>& references) {
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) {
      if (member.key() == "$ref")
        references.emplace(member.value().as_string());
      collect_references(member.value(), references);
    }
  }
  if (const auto* array = value.if_array())
    for (const auto& element : *array) collect_references(element, references);
}

json::array security_of(const Entry& entry) {
  const Access& access = entry.access;
  if (access.is_open_to_anyone)
    return {};
  if (access.is_for_local_administrator_only)
    return {json::object{{"local", json::array()}}};
  json::object session{{"session", json::array()}};
  if (entry.method != http::Method::get)
    session["csrf"] = json::array();
  json::array security{session};
  if (access.is_for_sessions_only)
    return security;
  json::array scopes;
  const auto needed = access.permission.empty() ? access.token_scopes : access.permission;
  if (const auto parsed = oauth::ScopeSet::parse(needed))
    for (const auto& scope : *parsed) scopes.emplace_back(scope);
  security.push_back(json::object{{"bearer", scopes}});
  return security;
}

TEST(Openapi, it_has_the_routes_of_the_access_table_and_of_the_protocol) {
  std::vector<std::string> expected;
  for (const Entry& entry : access_table()) expected.push_back(operation_key(entry));
  for (const std::string_view protocol : {"get /api/v1/oauth2/authorize",
                                          "post /api/v1/oauth2/authorize",
                                          "post /api/v1/oauth2/token",
                                          "post /api/v1/oauth2/introspect",
                                          "post /api/v1/oauth2/revoke",
                                          "get /api/v1/oauth2/userinfo",
                                          "post /api/v1/oauth2/userinfo",
                                          "get /api/v1/oauth2/logout",
                                          "post /api/v1/oauth2/logout",
                                          "get /.well-known/openid-configuration",
                                          "get /api/v1/oauth2/authz",
                                          "get /api/v1/oauth2/authz/{resource}",
                                          "get /api/v1/oauth2/authz/{resource}/{+path}",
                                          "head /api/v1/oauth2/authz/{resource}/{+path}",
                                          "post /api/v1/oauth2/authz/{resource}/{+path}",
                                          "put /api/v1/oauth2/authz/{resource}/{+path}",
                                          "patch /api/v1/oauth2/authz/{resource}/{+path}",
                                          "delete /api/v1/oauth2/authz/{resource}/{+path}",
                                          "options /api/v1/oauth2/authz/{resource}/{+path}",
                                          "get /.well-known/oauth-protected-resource",
                                          "get /.well-known/oauth-protected-resource/{+path}",
                                          "get /.well-known/oauth-authorization-server",
                                          "get /.well-known/jwks.json",
                                          "get /healthz",
                                          "get /readyz",
                                          "get /metrics"})
    expected.emplace_back(protocol);
  std::vector<std::string> described;
  for (const auto& [key, operation] : operations()) described.push_back(key);
  EXPECT_THAT(described, UnorderedElementsAreArray(expected));
}

TEST(Openapi, it_says_of_each_route_who_may_call_it) {
  for (const Entry& entry : access_table()) {
    SCOPED_TRACE(operation_key(entry));
    EXPECT_EQ(operations().at(operation_key(entry)).at("security"),
              json::value(security_of(entry)));
  }
}

TEST(Openapi, every_path_parameter_is_described) {
  const SchemaCheck check(document());
  for (const Entry& entry : access_table()) {
    SCOPED_TRACE(operation_key(entry));
    const json::object& operation = operations().at(operation_key(entry));
    std::vector<std::string> described;
    if (const auto* parameters = operation.if_contains("parameters"))
      for (const auto& reference : parameters->as_array())
        if (const auto& parameter = check.resolve(reference); parameter.at("in") == "path")
          described.emplace_back(
              fmt::format("{{{}}}", std::string_view(parameter.at("name").as_string())));
    std::vector<std::string> in_pattern;
    for (const auto segment : http::path_segments(entry.pattern))
      if (segment.starts_with('{'))
        in_pattern.emplace_back(segment);
    EXPECT_EQ(described, in_pattern);
  }
}

TEST(Openapi, references_lead_somewhere_and_every_component_is_used) {
  std::set<std::string> references;
  collect_references(document(), references);
  std::set<std::string> components;
  for (const std::string kind : {"schemas", "responses", "parameters"})
    for (const auto& member : document().at("components").at(kind).as_object())
      components.insert("#/components/" + kind + "/" + std::string(member.key()));
  EXPECT_EQ(references, components);
}

TEST(Openapi, operation_ids_are_unique) {
  std::set<std::string> ids;
  for (const auto& [key, operation] : operations())
    EXPECT_TRUE(ids.emplace(operation.at("operationId").as_string()).second) << key;
}

class OpenapiTest : public ApiTest {
 protected:
  // The answer is one that the document describes for this operation.
  Reply described(http::Method method, std::string_view pattern, const Credentials& who,
                  std::string target = "", const json::value& body = {}) {
    if (target.empty())
      target = pattern;
    SCOPED_TRACE(fmt::format("{} {}", http::name(method), target));
    const Reply reply = send(method, target, who, json::serialize(body), json_content());
    const SchemaCheck check(document());
    const json::object& responses =
        operations().at(operation_key(http::name(method), pattern)).at("responses").as_object();
    const json::value* response = responses.if_contains(std::to_string(reply.status));
    if (response == nullptr) {
      ADD_FAILURE() << "the status " << reply.status << " is not described";
      return reply;
    }
    const json::object& described = check.resolve(*response).as_object();
    EXPECT_EQ(described.contains("content"), !reply.text.empty());
    if (!described.contains("content"))
      return reply;
    const json::object& content = described.at("content").as_object();
    const std::string type = reply.header("Content-Type");
    const json::value* media = content.if_contains(type.substr(0, type.find(';')));
    if (media == nullptr) {
      ADD_FAILURE() << "the media type " << type << " is not described";
    } else if (reply.body.is_object()) {
      EXPECT_THAT(check.faults(media->at("schema"), reply.body), IsEmpty());
    }
    return reply;
  }
  Reply described_get(std::string_view pattern, std::string target = "") {
    return described(http::Method::get, pattern, admin, std::move(target));
  }
};

TEST_F(OpenapiTest, it_is_served_to_anyone) {
  const Reply reply = get("/openapi.json");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.header("Content-Type"), "application/json");
  EXPECT_EQ(reply.text, openapi_document);
}

TEST_F(OpenapiTest, answers_about_clients_are_as_described) {
  constexpr auto post = http::Method::post;
  const std::string one = "/api/v1/oauth2/clients/{client_id}";
  const std::string path = described(post, "/api/v1/oauth2/clients", admin, "",
                                     {{"name", "Sync"},
                                      {"client_type", "confidential"},
                                      {"grant_types", {"client_credentials", "authorization_code"}},
                                      {"redirect_uris", {"https://app.example/cb"}},
                                      {"scopes", {"orders"}}})
                               .header("Location");
  described(post, "/api/v1/oauth2/clients", admin, "", {{"name", 5}});
  described_get("/api/v1/oauth2/clients");
  described_get("/api/v1/oauth2/clients", "/api/v1/oauth2/clients?page=0");
  described_get(one, path);
  described_get(one + "/impact", path + "/impact");
  add_grant(*store().snapshot()->client(path.substr(path.rfind('/') + 1)), administrator);
  described_get(one + "/grants", path + "/grants");
  described(post, one + "/secrets", admin, path + "/secrets");
  described(post, one + "/secrets", admin, path + "/secrets");
  described(post, one + "/disable", admin, path + "/disable");
  described(http::Method::patch, one, admin, path, {{"name", "New"}});
  described_get("/api/v1/oauth2/scopes");
  described(http::Method::delete_, one, admin, path);
  described(http::Method::delete_, one, admin, path);
}

TEST_F(OpenapiTest, answers_about_users_and_roles_are_as_described) {
  constexpr auto post = http::Method::post;
  const std::string user =
      described(post, "/api/v1/users", admin, "",
                {{"email", "grace@example.com"}, {"password", "a long passphrase"}})
          .header("Location");
  described(post, "/api/v1/users", admin, "",
            {{"email", "grace@example.com"}, {"password", "a long passphrase"}});
  described_get("/api/v1/users");
  described_get("/api/v1/users/{id}", user);
  described(http::Method::patch, "/api/v1/users/{id}", admin, user, {{"first_name", "Grace"}});
  described(post, "/api/v1/users/{id}/disable", admin, user + "/disable");
  described(post, "/api/v1/users/{id}/enable", admin, user + "/enable");
  described(post, "/api/v1/users/{id}/password", admin, user + "/password", json::object());
  described_get("/api/v1/users/{id}/sessions", user + "/sessions");
  described(http::Method::delete_, "/api/v1/users/{id}/sessions", admin, user + "/sessions");
  described(http::Method::delete_, "/api/v1/users/{id}/sessions/{session_id}", admin,
            user + "/sessions/ses_unknown");
  described(http::Method::delete_, "/api/v1/users/{id}", admin, user);
  const std::string role =
      described(post, "/api/v1/roles", admin, "", {{"name", "Auditor"}}).header("Location");
  described_get("/api/v1/roles");
  described_get("/api/v1/roles/{id}", role);
  described(http::Method::patch, "/api/v1/roles/{id}", admin, role, {{"name", "Viewer"}});
  described(http::Method::delete_, "/api/v1/roles/{id}", admin, role);
}

TEST_F(OpenapiTest, answers_about_the_configuration_are_as_described) {
  const std::string path = "/api/v1/configuration";
  add_grant(add_client("Goes"), administrator);
  json::value file = described(http::Method::get, path, local).body;
  described(http::Method::post, path, local, "", {{"version", 2}});
  file.as_object()["settings"] = json::object{{"brand_name", "Plant"}};
  file.as_object()["permissions"].as_array().push_back(
      {{"group", "New"}, {"scopes", {{{"name", "new:thing"}, {"description", "New"}}}}});
  file.as_object()["roles"].as_array().pop_back();
  file.as_object()["clients"] = json::array{{{"name", "New"},
                                             {"client_type", "confidential"},
                                             {"grant_types", {"authorization_code"}},
                                             {"redirect_uris", {"https://app.example/cb"}}}};
  const Reply planned =
      described(http::Method::post, path, local, path + "?dry_run=true&prune=true", file);
  EXPECT_EQ(planned.body.at("changes").as_array().size(), 5U);
  described(http::Method::post, path, local, path + "?prune=true", file);
  described(http::Method::post, path, local, path + "?plan=other", file);
}

TEST_F(OpenapiTest, answers_about_oneself_audit_and_settings_are_as_described) {
  described(http::Method::patch, "/api/v1/settings", admin, "", {{"brand_name", "Brand"}});
  described_get("/api/v1/settings");
  const Reply permissions = described_get("/api/v1/permissions");
  described(http::Method::put, "/api/v1/permissions", admin, "", permissions.body);
  described(http::Method::put, "/api/v1/permissions", admin, "", json::object());
  described_get("/api/v1/keys");
  described(http::Method::post, "/api/v1/keys/rotate", admin, "", json::object());
  described(http::Method::post, "/api/v1/keys/rotate", admin, "", {{"emergency", true}});
  described(http::Method::post, "/api/v1/keys/rotate", admin, "", {{"emergency", "yes"}});
  described_get("/api/v1/audit");
  described_get("/api/v1/audit.csv");
  described_get("/api/v1/overview");
  described_get("/api/v1/overview/attention");
  described(http::Method::get, "/api/v1/overview", session_of(add_user("nobody@example.com")));
  described(http::Method::get, "/api/v1/server", local);
  described(http::Method::get, "/api/v1/log-level", local);
  described_get("/api/v1/me");
  described_get("/api/v1/me/sessions");
  described_get("/api/v1/me/consents");
  described(http::Method::patch, "/api/v1/me", admin, "", {{"first_name", "Augusta"}});
  described(http::Method::post, "/api/v1/me/password", admin, "", json::object());
  described(http::Method::post, "/api/v1/auth/login", {}, "",
            {{"email", "nobody@example.com"}, {"password", "a long passphrase"}});
  described(http::Method::get, "/api/v1/me", {});
  described(http::Method::post, "/api/v1/auth/logout", admin);
}

}  // namespace
}  // namespace latchkey::api
