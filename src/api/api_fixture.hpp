// For tests: the REST API in a router over a store of its own, called in process.
#pragma once

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/problem.hpp"
#include "api/routes.hpp"
#include "base/json.hpp"
#include "identity/run_task.hpp"
#include "jose/jws.hpp"
#include "oauth/decide/token.hpp"
#include "store/audit.hpp"
#include "store/sessions.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::api {

// What a caller sends; nothing for nobody.
struct Credentials {
  std::string cookie{};
  std::string csrf_token{};
  std::string bearer{};
  http::Listener listener = http::Listener::clients;
};

struct Reply {
  unsigned status = 0;
  json::value body{};
  std::string text{};
  std::vector<std::pair<std::string, std::string>> headers{};

  [[nodiscard]] std::string header(std::string_view name) const {
    for (const auto& [header_name, value] : headers)
      if (header_name == name)
        return value;
    return {};
  }
  // A member of the body, by names that lead to it; null when there is none.
  [[nodiscard]] json::value at(std::initializer_list<std::string_view> names) const {
    json::value found = body;
    for (const auto name : names) {
      const json::value* next = found.is_object() ? found.get_object().if_contains(name) : nullptr;
      found = next == nullptr ? json::value() : json::value(*next);
    }
    return found;
  }
  [[nodiscard]] std::string text_at(std::initializer_list<std::string_view> names) const {
    const json::value found = at(names);
    return found.is_string() ? std::string(found.get_string()) : std::string();
  }
  // The fields that a problem names, in order.
  [[nodiscard]] std::vector<std::string> faulty_fields() const {
    std::vector<std::string> fields;
    if (const json::value errors = at({"errors"}); errors.is_array())
      for (const auto& error : errors.get_array())
        fields.emplace_back(error.at("field").as_string());
    return fields;
  }
  // That member of each of a list's items.
  [[nodiscard]] std::vector<std::string> items(std::string_view member) const {
    std::vector<std::string> values;
    for (const auto& item : body.at("items").as_array())
      values.emplace_back(item.at(member).as_string());
    return values;
  }
};

class ApiTest : public store::StoreTest {
 protected:
  ApiTest() { add_routes(router, services); }

  using Headers = std::vector<std::pair<std::string, std::string>>;

  // target: path and query.
  Reply send(http::Method method, std::string_view target, const Credentials& who, std::string body,
             Headers headers) {
    http::Request request;
    request.method = method;
    request.path = target.substr(0, target.find('?'));
    request.has_query = target.contains('?');
    if (request.has_query)
      request.query = target.substr(target.find('?') + 1);
    request.headers = std::move(headers);
    if (!who.cookie.empty())
      request.headers.emplace_back("cookie", "latchkey_session=" + who.cookie);
    if (!who.csrf_token.empty())
      request.headers.emplace_back("x-csrf-token", who.csrf_token);
    if (!who.bearer.empty())
      request.headers.emplace_back("authorization", "Bearer " + who.bearer);
    request.body = std::move(body);
    request.address = "192.0.2.7";
    request.request_id = "req-1";
    request.listener = who.listener;
    const http::Response response = identity::run_task(router.dispatch(request));
    Reply reply{.status = response.status, .text = response.body};
    for (const auto& [name, value] : response.headers.list())
      reply.headers.emplace_back(name, value);
    if (auto parsed = parse_json(response.body))
      reply.body = std::move(*parsed);
    return reply;
  }
  Reply get(std::string_view target, const Credentials& who = {}) {
    return send(http::Method::get, target, who, "", {});
  }
  Reply erase(std::string_view target, const Credentials& who) {
    return send(http::Method::delete_, target, who, "", {});
  }
  Reply post(std::string_view target, const Credentials& who, const json::value& body = {}) {
    return send(http::Method::post, target, who, json::serialize(body), json_content());
  }
  Reply patch(std::string_view target, const Credentials& who, const json::value& body) {
    return send(http::Method::patch, target, who, json::serialize(body), json_content());
  }
  // The body with a member added or replaced.
  template <class Value>
  static json::object with(json::object body, std::string_view name, const Value& value) {
    body[name] = value;
    return body;
  }
  static Headers json_content() { return {{"content-type", "application/json"}}; }

  // A session of the user; since the clock stands still, as if it were new.
  Credentials session_of(const oauth::User& user, const std::string& session_id = {}) {
    const std::string cookie = make_bearer_value(random, "lksn_");
    const oauth::Session session{
        .id = session_id.empty() ? make_id(random, "ses_") : session_id,
        .digest = crypto::digest_text(cookie),
        .org_id = user.org_id,
        .user_id = user.id,
        .auth_time = now(),
        .created_at = now(),
        .last_seen_at = now(),
        .expires_at = now() + std::chrono::hours(24),
        .address = "192.0.2.9",
        .user_agent = "Browser/1",
    };
    write([&](store::Transaction& tx) { store::sessions::insert(tx, session); });
    return {.cookie = cookie, .csrf_token = sessions.csrf_token(cookie)};
  }

  // An access token that the client got for the user.
  Credentials token_of(const oauth::User& user, const oauth::Client& client,
                       const oauth::ScopeSet& scopes, const std::string& grant_id = {}) {
    const oauth::AccessTokenClaims claims{.jti = make_id(random, "jti_"),
                                          .sub = user.id,
                                          .client_id = client.id,
                                          .org_id = user.org_id,
                                          .grant_id = grant_id,
                                          .scopes = scopes,
                                          .auth_time = {},
                                          .issued_at = now(),
                                          .expires_at = now() + std::chrono::minutes(15)};
    return {.bearer = jose::sign_compact(*store().snapshot()->keys->es256, "at+jwt",
                                         oauth::serialize(claims, deployment.issuer))};
  }

  // A user of the default organization who holds a new role with these permissions alone.
  oauth::User add_holder_of(std::vector<std::string> permissions) {
    const std::string name = "Role " + make_id(random, "");
    const oauth::Role role{.id = make_id(random, "rol_"),
                           .org_id = org_id(),
                           .name = name,
                           .description = "",
                           .permissions = oauth::ScopeSet(std::move(permissions)),
                           .created_at = now(),
                           .updated_at = now()};
    write([&](store::Transaction& tx) { store::roles::insert(tx, role); });
    return add_user(make_id(random, "u") + "@example.com", {name});
  }

  std::vector<store::audit::Event> events() {
    return read(
        [&](store::Transaction& tx) { return store::audit::list(tx, org_id(), {}, {}).items; });
  }
  std::vector<std::string> actions() {
    std::vector<std::string> actions;
    for (const auto& event : events()) actions.push_back(event.action);
    return actions;
  }
  void set_rbac(bool enabled) {
    EXPECT_EQ(patch("/api/v1/settings", admin, {{"rbac_enabled", enabled}}).status, 200U);
  }

  const identity::Deployment deployment{
      .issuer = {.url = "http://127.0.0.1:8080", .audience = "http://127.0.0.1:8080/api"},
      .has_secure_cookies = false,
      .accent_color = "#2f5bd7",
      .logo_svg = "",
      .support_contact = ""};
  Log log{LogFormat::logfmt, LogLevel::off, [](std::string_view) {}};
  identity::HashingPool hashing;
  identity::SignInThrottle throttle;
  identity::BrowserSessions sessions{store()};
  identity::SignIn sign_in{store(), hashing, throttle};
  identity::BearerAuthentication bearer{store(), deployment};
  const identity::Services services{.store = store(),
                                    .deployment = deployment,
                                    .sessions = sessions,
                                    .sign_in = sign_in,
                                    .bearer = bearer,
                                    .hashing = hashing,
                                    .log = log};
  http::Router router{
      [](http::FaultStyle, const http::Fault& fault) { return problem_response(fault); }, log};

  const oauth::User administrator = add_user("admin@example.com", {"System Administrator"});
  const Credentials admin = session_of(administrator);
  const Credentials local{.listener = http::Listener::administration};
};

}  // namespace latchkey::api
