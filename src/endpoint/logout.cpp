#include "oauth/decide/logout.hpp"

#include "endpoint/audit_event.hpp"
#include "endpoint/client_request.hpp"
#include "endpoint/endpoints.hpp"
#include "endpoint/paths.hpp"
#include "oauth/check/id_token_hint.hpp"
#include "page/cookies.hpp"
#include "page/error_page.hpp"
#include "page/logout_page.hpp"

namespace latchkey::endpoint {

namespace {

http::Response refuse_logout(const Services& services, const http::Request& request,
                             std::string_view reason) {
  services.log.info("logout.refused", request.log_fields(), {{"reason", reason}});
  const auto snapshot = services.store.snapshot();
  return page::error_page(
      services.deployment, snapshot->settings_of(snapshot->default_org_id).brand_name,
      {.status = 400,
       .title = "This sign-out request does not work",
       .advice = "You were not signed out. Open the account page of this server to sign out, and "
                 "tell the people who run the application, with the request id below.",
       .request_id = request.request_id,
       .language = page::language_of(request)});
}

std::optional<oauth::IdTokenHint> genuine_hint(const Services& services,
                                               const store::Snapshot& snapshot,
                                               const oauth::LogoutRequest& logout) {
  if (!logout.id_token_hint)
    return std::nullopt;
  auto hint = oauth::check_id_token_hint(*logout.id_token_hint, snapshot.keys->published,
                                         services.deployment.issuer.url);
  return hint ? std::optional(std::move(*hint)) : std::nullopt;
}

const oauth::Client* client_of(const store::Snapshot& snapshot, const oauth::LogoutRequest& logout,
                               const std::optional<oauth::IdTokenHint>& hint) {
  if (hint)
    return snapshot.client(hint->client_id);
  return logout.client_id ? snapshot.client(*logout.client_id) : nullptr;
}

Task<http::Response> sign_out(const Services& services, const http::Request& request,
                              identity::CurrentSession current, http::Response answer) {
  co_await services.sessions.sign_out(std::move(current), origin_of(request));
  answer.add("Set-Cookie",
             http::clear_cookie(page::cookie_security(services.deployment), page::session_cookie));
  co_return answer;
}

}  // namespace

Task<http::Response> logout(const Services& services, const http::Request& request) {
  const auto parameters = form_decode(request.query);
  if (!parameters)
    co_return refuse_logout(services, request, "the parameters are not a valid form");
  const auto asked = oauth::read_logout_request(*parameters);
  if (!asked)
    co_return refuse_logout(services, request, oauth::reason(asked.error()));

  const auto snapshot = services.store.snapshot();
  const auto hint = genuine_hint(services, *snapshot, *asked);
  const auto cookie = page::read_cookie(request, services.deployment, page::session_cookie);
  auto current = co_await services.sessions.current(cookie);
  const oauth::LogoutState state{.session = current ? &current->session : nullptr,
                                 .hint = hint,
                                 .client = client_of(*snapshot, *asked, hint)};
  const auto decision = oauth::decide_logout(*asked, state);
  if (!decision.refusal.empty())
    co_return refuse_logout(services, request, decision.refusal);

  const auto language = page::language_of(request, asked->ui_locales.value_or(""));
  const auto& brand_name = snapshot->settings_of(snapshot->default_org_id).brand_name;
  if (decision.asks_confirmation && current) {
    auto question = *asked;
    if (state.client != nullptr)
      question.client_id = state.client->id;
    co_return page::confirm_logout_page(services.deployment, brand_name, current->authority.user,
                                        question, services.sessions.csrf_token(*cookie), language);
  }
  auto answer = decision.redirect_to.empty()
                    ? page::signed_out_page(services.deployment, brand_name, language)
                    : http::see_other(decision.redirect_to);
  answer.set("Cache-Control", "no-store");
  if (decision.ends_session && current)
    co_return co_await sign_out(services, request, std::move(*current), std::move(answer));
  co_return answer;
}

// A POST from another site carries no SameSite=Lax cookie, so it becomes a GET, which does.
Task<http::Response> logout_by_post(const Services& services, const http::Request& request) {
  const auto body = read_form(request);
  if (!body)
    co_return refuse_logout(services, request, oauth::reason(body.error()));
  std::string target(logout_path);
  target.append("?").append(form_encode(*body));
  auto response = http::see_other(target);
  response.set("Cache-Control", "no-store");
  co_return response;
}

}  // namespace latchkey::endpoint
