#include <utility>

#include "page/cookies.hpp"
#include "page/handlers.hpp"
#include "page/page_request.hpp"
#include "page/pending_request.hpp"
#include "page/return_target.hpp"
#include "page/sign_in_page.hpp"

namespace latchkey::page {

namespace {

constexpr std::string_view browser_value_prefix = "lkb_";
constexpr std::size_t max_email_bytes = 254;

Language language_for(const http::Request& request, const std::optional<PendingRequest>& pending) {
  return language_of(request, pending ? std::string_view(pending->ui_locales) : std::string_view());
}

// The form for this browser, and, for one without our cookie, the cookie it is bound to.
http::Response form(const Services& services, const http::Request& request,
                    const std::optional<PendingRequest>& pending,
                    const std::optional<std::string>& return_to, SignInPage page) {
  std::string brand = brand_name(services);
  page.language = language_for(request, pending);
  if (pending) {
    page.client_name = pending->client->name;
    page.form_target = pending->redirect_uri;
    page.interaction = pending->value;
    brand = pending->snapshot->settings_of(pending->client->org_id).brand_name;
  } else if (return_to && is_local_path(*return_to)) {
    page.return_to = *return_to;
  }
  const auto known = read_cookie(request, services.deployment, browser_cookie);
  const std::string browser =
      known ? std::string(*known)
            : make_bearer_value(services.store.random(), browser_value_prefix);
  page.csrf_token = services.sessions.csrf_token(browser);
  auto response = sign_in_page(services.deployment, brand, page);
  if (!known)
    response.add("Set-Cookie",
                 http::set_cookie(cookie_security(services.deployment), browser_cookie, browser));
  return response;
}

SignInPage refused(const identity::SignInRefusal& refusal, Language language) {
  if (refusal.reason == identity::SignInRefusal::Reason::credentials)
    return {.status = 401, .fault = "The e-mail address or the password is not right."};
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(refusal.retry_after).count();
  if (minutes == 1)
    return {.status = 429, .fault = "Too many attempts. Try again in 1 minute."};
  return {.status = 429,
          .fault = translate(language, "Too many attempts. Try again in {} minutes.",
                             std::to_string(minutes))};
}

std::string hint_to_fill_in(const std::optional<PendingRequest>& pending) {
  return pending && pending->login_hint.size() <= max_email_bytes ? pending->login_hint : "";
}

bool has_csrf_token(const Services& services, const http::Request& request,
                    const Parameters& body) {
  const auto browser = read_cookie(request, services.deployment, browser_cookie);
  const auto token = value_of(body, "csrf");
  return browser && token && services.sessions.is_csrf_token(*token, *browser);
}

}  // namespace

Task<http::Response> show_sign_in(const Services& services, const http::Request& request) {
  const auto query = read_query(services, request);
  if (!query)
    co_return query.error();
  const auto return_to = value_of(*query, "return_to");
  if (auto value = value_of(*query, "interaction")) {
    const auto pending = co_await find_pending_request(services, request, std::move(*value));
    if (!pending)
      co_return refuse_interaction(services, request, "interaction unknown, expired or foreign");
    co_return form(services, request, pending, return_to, {.email = hint_to_fill_in(pending)});
  }
  const auto cookie = read_cookie(request, services.deployment, session_cookie);
  const auto current = co_await services.sessions.current(cookie);
  if (current)
    co_return http::see_other(return_target(return_to)).set("Cache-Control", "no-store");
  co_return form(services, request, std::nullopt, return_to, {});
}

Task<http::Response> sign_in(const Services& services, const http::Request& request) {
  const auto body = read_form(services, request);
  if (!body)
    co_return body.error();
  if (!has_csrf_token(services, request, *body))
    co_return refuse_forged(services, request, "the CSRF token is not this browser's");
  std::optional<PendingRequest> pending;
  if (auto value = value_of(*body, "interaction")) {
    pending = co_await find_pending_request(services, request, std::move(*value));
    if (!pending)
      co_return refuse_interaction(services, request, "interaction unknown, expired or foreign");
  }
  const auto return_to = value_of(*body, "return_to");
  const auto email = value_of(*body, "email");
  Secret password(value_of(*body, "password").value_or(""));
  if (!email || password.empty())
    co_return form(services, request, pending, return_to,
                   {.status = 400,
                    .email = email.value_or(""),
                    .fault = "Enter your e-mail address and your password."});

  std::optional<std::string> previous;
  if (const auto cookie = read_cookie(request, services.deployment, session_cookie))
    previous = std::string(*cookie);
  identity::RequestOrigin origin = origin_of(request);
  auto signed_in = co_await services.sign_in.sign_in(*email, std::move(password),
                                                     std::move(previous), std::move(origin));
  if (!signed_in) {
    SignInPage page = refused(signed_in.error(), language_for(request, pending));
    page.email = *email;
    auto response = form(services, request, pending, return_to, std::move(page));
    if (signed_in.error().reason == identity::SignInRefusal::Reason::throttled)
      response.set("Retry-After", std::to_string(signed_in.error().retry_after.count()));
    co_return response;
  }
  auto response =
      http::see_other(pending ? resume_location(pending->value) : return_target(return_to));
  response.set("Cache-Control", "no-store")
      .add("Set-Cookie", http::set_cookie(cookie_security(services.deployment), session_cookie,
                                          signed_in->cookie.reveal()));
  co_return response;
}

}  // namespace latchkey::page
