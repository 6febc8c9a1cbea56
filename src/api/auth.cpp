#include <spdlog/fmt/fmt.h>

#include "api/audit_event.hpp"
#include "api/caller.hpp"
#include "api/fields.hpp"
#include "api/handlers.hpp"
#include "api/refusal.hpp"
#include "api/render.hpp"
#include "api/user_json.hpp"

namespace latchkey::api {
namespace {

// scheme://host[:port] of the issuer, as a browser writes it in Origin (RFC 6454 6.1).
std::string_view origin_of_url(std::string_view url) {
  const auto authority = url.find("://");
  const auto path = url.find('/', authority == std::string_view::npos ? 0 : authority + 3);
  return url.substr(0, path);
}

// A sign-in that another site's page makes a browser send would sign its user in as somebody else.
bool comes_from_another_site(const http::Request& request, const identity::Deployment& deployment) {
  if (request.header_count("origin") > 0 &&
      request.header("origin") != origin_of_url(deployment.issuer.url))
    return true;
  const auto site = request.header("sec-fetch-site");
  return site == "cross-site" || site == "same-site";
}

}  // namespace

Task<Answer> sign_in(const Call& call) {
  const auto& deployment = call.services.deployment;
  if (comes_from_another_site(call.request, deployment))
    co_return std::unexpected(forbidden(fmt::format(
        "Signing in is for this server's own pages. Open them at {}.", deployment.issuer.url)));
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  std::string email = body->required_text("email");
  Secret password(body->required_text("password"));
  body->refuse_the_rest();
  if (!body->faults.empty())
    co_return std::unexpected(body->faults.problem());

  std::optional<std::string> previous_cookie;
  if (const auto cookie = session_cookie_value(call.request, deployment))
    previous_cookie = std::string(*cookie);
  auto origin = origin_of(call.request);
  auto signed_in = co_await call.services.sign_in.sign_in(
      std::move(email), std::move(password), std::move(previous_cookie), std::move(origin));
  if (!signed_in)
    co_return std::unexpected(refusal_of_sign_in(signed_in.error()));

  const oauth::User user = signed_in->current.authority.user;
  auto describe = [&user](store::Transaction& tx) {
    UserDirectory directory(tx, user.org_id);
    return user_json(user, directory);
  };
  json::object described = co_await call.store().read(std::move(describe));
  const json::object answer{
      {"user", std::move(described)},
      {"csrf_token", call.services.sessions.csrf_token(signed_in->cookie.reveal())}};
  http::Response response = json_answer(200, answer);
  response.add("Set-Cookie", http::set_cookie(cookie_security(deployment), session_cookie,
                                              signed_in->cookie.reveal()));
  co_return response;
}

Task<Answer> sign_out(const Call& call) {
  identity::CurrentSession current;
  current.session = *call.caller.session;
  current.authority.user = call.caller.user;
  current.authority.permissions = call.caller.permissions;
  current.authority.is_system_administrator = call.caller.is_system_administrator;
  auto origin = origin_of(call.request);
  co_await call.services.sessions.sign_out(std::move(current), std::move(origin));
  http::Response response = http::empty_response(204);
  response.add("Set-Cookie",
               http::clear_cookie(cookie_security(call.services.deployment), session_cookie));
  co_return response;
}

}  // namespace latchkey::api
