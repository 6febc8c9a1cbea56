// For tests: the pages in a router over a store of their own, and a browser that keeps cookies.
#pragma once

#include <gmock/gmock.h>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/form.hpp"
#include "http/router.hpp"
#include "identity/run_task.hpp"
#include "identity/services.hpp"
#include "page/error_page.hpp"
#include "page/routes.hpp"
#include "store/interactions.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::page {

class PageTest : public store::StoreTest {
 protected:
  static constexpr std::string_view password = "plum tree lamp";

  PageTest() { add_routes(router, services); }

  static const std::string& password_hash() {
    static const std::string phc =
        identity::run_task(identity::HashingPool().hash(Secret(password)));
    return phc;
  }

  static identity::Deployment make_deployment() {
    identity::Deployment made;
    made.issuer = {.url = "https://id.example.com", .audience = "https://id.example.com"};
    made.support_contact = "help@example.com";
    return made;
  }

  http::Response send(http::Request request) {
    request.address = "192.0.2.7";
    request.request_id = "req-1";
    for (const auto& [name, value] : cookies)
      request.headers.emplace_back("cookie", std::string(name).append("=").append(value));
    auto response = identity::run_task(router.dispatch(request));
    for (const auto& [name, value] : response.headers.list())
      if (name == "Set-Cookie")
        keep_cookie(value);
    return response;
  }
  http::Response get(std::string path, std::string query = "") {
    http::Request request;
    request.path = std::move(path);
    request.has_query = !query.empty();
    request.query = std::move(query);
    return send(std::move(request));
  }
  static http::Request form_request(std::string path, const Parameters& form) {
    http::Request request;
    request.method = http::Method::post;
    request.path = std::move(path);
    request.headers = {{"content-type", "application/x-www-form-urlencoded"},
                       {"origin", "https://id.example.com"}};
    request.body = form_encode(form);
    return request;
  }
  http::Response post(std::string path, const Parameters& form) {
    return send(form_request(std::move(path), form));
  }

  void keep_cookie(std::string_view header) {
    const auto equals = header.find('=');
    const auto end = header.find(';');
    const std::string name(header.substr(0, equals));
    const std::string value(header.substr(equals + 1, end - equals - 1));
    if (value.empty())
      cookies.erase(name);
    else
      cookies[name] = value;
  }
  [[nodiscard]] bool is_signed_in() const { return cookies.contains("__Host-latchkey_session"); }

  // The hidden CSRF field of a page.
  static std::string csrf_of(const http::Response& page) {
    constexpr std::string_view before = R"(name="csrf" value=")";
    const auto start = page.body.find(before);
    if (start == std::string::npos)
      return "";
    const auto value = start + before.size();
    return page.body.substr(value, page.body.find('"', value) - value);
  }
  static std::string header(const http::Response& response, std::string_view name) {
    for (const auto& [header_name, value] : response.headers.list())
      if (header_name == name)
        return std::string(value);
    return "";
  }

  http::Response sign_in(std::string_view email = "ada@example.com",
                         std::string_view text = password) {
    const auto csrf = csrf_of(get("/login"));
    return post("/login",
                {{"csrf", csrf}, {"email", std::string(email)}, {"password", std::string(text)}});
  }

  // An authorization request of the client that waits in this browser, under the value "lki_1".
  oauth::Interaction add_interaction(const oauth::Client& client, Parameters more = {},
                                     std::string_view value = "lki_1") {
    cookies.try_emplace("__Host-latchkey_browser", "lkb_1");
    Parameters parameters{{"client_id", client.id},
                          {"redirect_uri", client.redirect_uris.front()},
                          {"response_type", "code"}};
    parameters.insert(parameters.end(), more.begin(), more.end());
    oauth::Interaction interaction;
    interaction.digest = crypto::digest_text(value);
    interaction.browser_digest = crypto::digest_text(cookies["__Host-latchkey_browser"]);
    interaction.query = form_encode(parameters);
    interaction.created_at = now();
    interaction.expires_at = now() + std::chrono::hours(1);
    write([&](store::Transaction& tx) { store::interactions::insert(tx, interaction); });
    return interaction;
  }
  std::optional<oauth::Interaction> stored_interaction() {
    return read([&](store::Transaction& tx) {
      return store::interactions::find(tx, crypto::digest_text("lki_1"), now());
    });
  }

  std::string log_text;
  Log log{LogFormat::logfmt, LogLevel::info,
          [this](std::string_view line) { log_text.append(line).append("\n"); }};
  identity::Deployment deployment = make_deployment();
  identity::HashingPool hashing;
  identity::SignInThrottle throttle{{.account_attempts = 3}};
  identity::BrowserSessions sessions{store()};
  identity::SignIn signing_in{store(), hashing, throttle};
  identity::BearerAuthentication bearer{store(), deployment};
  identity::Services services{.store = store(),
                              .deployment = deployment,
                              .sessions = sessions,
                              .sign_in = signing_in,
                              .bearer = bearer,
                              .hashing = hashing,
                              .log = log};
  http::Router router{[](http::FaultStyle, const http::Fault& fault) {
                        return http::html_response(fault.status, fault.detail);
                      },
                      log};
  std::map<std::string, std::string> cookies;
  oauth::User ada = add_user(make_user("ada@example.com", {"Viewer"}), password_hash());
};

}  // namespace latchkey::page
