#include <utility>

#include "oauth/authorization_response.hpp"
#include "oauth/check/redirect_uri.hpp"
#include "page/cookies.hpp"
#include "page/handlers.hpp"
#include "page/logout_page.hpp"
#include "page/page_request.hpp"

namespace latchkey::page {

namespace {

// OIDC RP-Initiated Logout 1.0, 3: only to a URI that the named client registered. Empty
// where there is no such.
std::string redirect_after_logout(const Services& services, const Parameters& body) {
  const auto client_id = value_of(body, "client_id");
  const auto uri = value_of(body, "post_logout_redirect_uri");
  const auto state = value_of(body, "state");
  if (!client_id || !uri)
    return "";
  const auto snapshot = services.store.snapshot();
  const auto* client = snapshot->client(*client_id);
  if (client == nullptr ||
      !oauth::matches_any_redirect_uri(client->post_logout_redirect_uris, *uri))
    return "";
  return state ? oauth::append_query(*uri, {{"state", *state}}) : *uri;
}

}  // namespace

Task<http::Response> show_logout(const Services& services, const http::Request& request) {
  const auto cookie = read_cookie(request, services.deployment, session_cookie);
  const auto current = co_await services.sessions.current(cookie);
  if (!current)
    co_return signed_out_page(services.deployment, brand_name(services), language_of(request));
  co_return confirm_logout_page(services.deployment, brand_name(services), current->authority.user,
                                {}, services.sessions.csrf_token(*cookie), language_of(request));
}

Task<http::Response> logout(const Services& services, const http::Request& request) {
  const auto body = read_form(services, request);
  if (!body)
    co_return body.error();
  const auto cookie = read_cookie(request, services.deployment, session_cookie);
  auto current = co_await services.sessions.current(cookie);
  if (!current)
    co_return signed_out_page(services.deployment, brand_name(services), language_of(request));
  if (!services.sessions.is_csrf_token(value_of(*body, "csrf").value_or(""), *cookie))
    co_return refuse_forged(services, request, "the CSRF token is not this session's");

  const std::string location = redirect_after_logout(services, *body);
  co_await services.sessions.sign_out(std::move(*current), origin_of(request));
  auto response = location.empty() ? signed_out_page(services.deployment, brand_name(services),
                                                     language_of(request))
                                   : http::see_other(location);
  response.set("Cache-Control", "no-store")
      .add("Set-Cookie", http::clear_cookie(cookie_security(services.deployment), session_cookie));
  co_return response;
}

}  // namespace latchkey::page
