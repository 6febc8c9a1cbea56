// The whole server in process, on a database of its own, at a moment the test sets: requests go
// through the router as they would from a socket.
#pragma once

#include <gtest/gtest.h>
#include <optional>
#include <string>

#include "base/form.hpp"
#include "base/json.hpp"
#include "crypto/password.hpp"
#include "endpoint/routes.hpp"
#include "http/router.hpp"
#include "identity/run_task.hpp"
#include "identity/services.hpp"
#include "page/cookies.hpp"
#include "server/application.hpp"
#include "server/faults.hpp"
#include "server/metrics/route.hpp"
#include "store/sessions.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::flow {

inline const Secret password{std::string_view("correct horse battery")};

class Flow : public testing::Test, protected store::StoreFixture {
 protected:
  Flow() {
    server::add_all_routes(router, services, token_counts);
    server::add_metrics_routes(router, services, registry, true);
    endpoint::add_authz_routes(router, services, false);
  }

  http::Response send(http::Request request) {
    request.address = "127.0.0.1";
    request.request_id = "request";
    return identity::run_task(dispatch(std::move(request)));
  }

  http::Response get(const std::string& target, const std::string& cookies = {}) {
    return send(make_request(http::Method::get, target, cookies));
  }
  http::Response post(const std::string& target, const Parameters& form,
                      const std::string& cookies = {}) {
    auto request = make_request(http::Method::post, target, cookies);
    request.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    request.body = form_encode(form);
    return send(std::move(request));
  }
  http::Response get_with_token(const std::string& target, const std::string& token) {
    auto request = make_request(http::Method::get, target, {});
    request.headers.emplace_back("authorization", "Bearer " + token);
    return send(std::move(request));
  }

  static std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers.list())
      if (key == name)
        return std::string(value);
    return {};
  }
  static json::object body_of(const http::Response& response) {
    auto parsed = parse_json(response.body);
    return parsed && parsed->is_object() ? parsed->as_object() : json::object{};
  }
  static std::string text(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
  }
  // A parameter of the query in a Location.
  static std::string in_location(const http::Response& response, std::string_view name) {
    const auto location = header(response, "Location");
    const auto parameters = form_decode(location.substr(location.find('?') + 1));
    for (const auto& [key, value] : parameters.value_or(Parameters{}))
      if (key == name)
        return value;
    return {};
  }

  // A signed-in browser's cookies.
  std::string sign_in(const oauth::User& user) {
    const auto cookie = make_bearer_value(random, "lksn_");
    const oauth::Session session{.id = make_id(random, "ses_"),
                                 .digest = crypto::digest_text(cookie),
                                 .org_id = user.org_id,
                                 .user_id = user.id,
                                 .auth_time = now(),
                                 .created_at = now(),
                                 .last_seen_at = now(),
                                 .expires_at = now() + std::chrono::hours(24 * 7),
                                 .address = "127.0.0.1",
                                 .user_agent = "test"};
    write([&](store::Transaction& tx) { store::sessions::insert(tx, session); });
    return "latchkey_session=" + cookie + "; latchkey_browser=" + browser;
  }

  oauth::Client add_confidential(std::vector<oauth::GrantType> grant_types,
                                 std::vector<std::string> scopes, const oauth::User& creator) {
    auto client = make_client("Confidential");
    client.grant_types = std::move(grant_types);
    client.scopes = oauth::ScopeSet(std::move(scopes));
    client.requires_pkce = false;
    client.created_by = creator.id;
    if (client.allows(oauth::GrantType::client_credentials))
      client.acting_user_id = creator.id;
    client.secrets = {{.id = make_id(random, "sec_"),
                       .digest = crypto::digest_text(client_secret),
                       .created_at = now(),
                       .last_used_at = std::nullopt}};
    return add_client(client);
  }

  Parameters credentials(const oauth::Client& client, Parameters more) {
    more.emplace_back("client_id", client.id);
    more.emplace_back("client_secret", client_secret);
    return more;
  }

  http::Response ask(const oauth::Client& client, const std::string& cookies,
                     Parameters more = {}) {
    Parameters parameters{{"response_type", "code"},
                          {"client_id", client.id},
                          {"redirect_uri", client.redirect_uris.front()},
                          {"state", "state"}};
    parameters.insert(parameters.end(), more.begin(), more.end());
    return get("/api/v1/oauth2/authorize?" + form_encode(parameters), cookies);
  }

  // Through the consent screen to the client: the code.
  std::string authorize(const oauth::Client& client, const std::string& cookies,
                        const Parameters& more = {}) {
    auto answer = ask(client, cookies, more);
    if (header(answer, "Location").starts_with("/consent"))
      answer = allow(in_location(answer, "interaction"), cookies, client.scopes);
    return in_location(answer, "code");
  }
  http::Response allow(const std::string& interaction, const std::string& cookies,
                       const oauth::ScopeSet& scopes) {
    const auto session =
        cookies.substr(std::string_view("latchkey_session=").size(),
                       cookies.find(';') - std::string_view("latchkey_session=").size());
    Parameters form{{"interaction", interaction},
                    {"csrf", services.sessions.csrf_token(session)},
                    {"decision", "allow"}};
    for (const auto& scope : scopes) form.emplace_back("scope", scope);
    const auto answered = post("/consent", form, cookies);
    return get(header(answered, "Location"), cookies);
  }

  http::Response exchange(const oauth::Client& client, const std::string& code) {
    return post("/api/v1/oauth2/token",
                credentials(client, {{"grant_type", "authorization_code"},
                                     {"code", code},
                                     {"redirect_uri", client.redirect_uris.front()}}));
  }
  http::Response refresh(const oauth::Client& client, const std::string& refresh_token) {
    return post("/api/v1/oauth2/token", credentials(client, {{"grant_type", "refresh_token"},
                                                             {"refresh_token", refresh_token}}));
  }
  bool is_active(const oauth::Client& client, const std::string& token) {
    const auto answer = post("/api/v1/oauth2/introspect", credentials(client, {{"token", token}}));
    const auto body = body_of(answer);
    const auto* active = body.if_contains("active");
    return active != nullptr && active->is_bool() && active->as_bool();
  }

  const std::string client_secret = "lks_of-the-test";
  const std::string browser = "lkb_of-the-test";
  Log log{LogFormat::logfmt, LogLevel::off};
  const identity::Deployment deployment = make_deployment();
  identity::HashingPool hashing{1};
  identity::SignInThrottle throttle;
  identity::BrowserSessions sessions{store()};
  identity::SignIn sign_in_service{store(), hashing, throttle};
  identity::BearerAuthentication bearer{store(), deployment};
  identity::Services services{store(), deployment, sessions, sign_in_service, bearer, hashing, log};
  endpoint::TokenCounts token_counts;
  metrics::Registry registry;
  http::Router router{server::fault_renderer(deployment, store()), log};

 private:
  static identity::Deployment make_deployment() {
    identity::Deployment deployment;
    deployment.issuer = {.url = "http://127.0.0.1", .audience = "http://127.0.0.1"};
    deployment.has_secure_cookies = false;
    return deployment;
  }
  static http::Request make_request(http::Method method, const std::string& target,
                                    const std::string& cookies) {
    http::Request request;
    request.method = method;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    request.has_query = question != std::string::npos;
    if (request.has_query)
      request.query = target.substr(question + 1);
    request.headers.emplace_back("host", "127.0.0.1");
    if (!cookies.empty())
      request.headers.emplace_back("cookie", cookies);
    return request;
  }
  Task<http::Response> dispatch(http::Request request) {
    co_return co_await router.dispatch(request);
  }
};

}  // namespace latchkey::flow
