#include "oauth/decide/authorize.hpp"

#include <spdlog/fmt/fmt.h>

#include "endpoint/audit_event.hpp"
#include "endpoint/authorization.hpp"
#include "endpoint/client_request.hpp"
#include "endpoint/paths.hpp"
#include "identity/interactions.hpp"
#include "page/cookies.hpp"
#include "store/consents.hpp"

namespace latchkey::endpoint {

namespace {

// Of a request line and headers of 32 KiB; the rest is for the browser's cookies.
constexpr std::size_t max_redirected_query_bytes = std::size_t{16} * 1024;

using Settled = std::expected<Authorization, http::Response>;

// Client and redirect URI before anything else; every fault until then is a page.
Settled settle_target(const Services& services, const http::Request& request,
                      std::string_view encoded, std::optional<ReturnedInteraction> interaction) {
  auto parameters = form_decode(encoded);
  if (!parameters)
    return std::unexpected(authorization_error_page(
        services, request,
        {oauth::ErrorCode::invalid_request, {}, "the parameters are not a valid form"}));
  const auto target = oauth::read_authorization_target(*parameters);
  if (!target)
    return std::unexpected(authorization_error_page(services, request, target.error()));
  auto snapshot = services.store.snapshot();
  const auto* client = snapshot->client(target->client_id);
  if (const auto checked = oauth::check_authorization_target(client, *target); !checked)
    return std::unexpected(authorization_error_page(services, request, checked.error()));
  auto error_return = oauth::read_error_return(*parameters);
  return Authorization{.services = services,
                       .request = request,
                       .snapshot = std::move(snapshot),
                       .client = client,
                       .parameters = std::move(*parameters),
                       .redirect_uri = target->redirect_uri,
                       .error_return = std::move(error_return),
                       .interaction = std::move(interaction),
                       .now = services.store.clock().now()};
}

Task<std::optional<oauth::Consent>> remembered_consent(const Authorization& authorization,
                                                       const oauth::User& user) {
  auto read = [&](store::Transaction& tx) {
    return store::consents::find(tx, user.id, authorization.client->id);
  };
  co_return co_await authorization.services.store.read(std::move(read));
}

std::expected<oauth::AuthorizationDecision, oauth::Error> decide(
    const Authorization& authorization, const oauth::AuthorizationRequest& request,
    const std::optional<identity::CurrentSession>& current,
    const std::optional<oauth::Consent>& consent) {
  const auto& services = authorization.services;
  std::optional<Time> interaction_started_at;
  if (authorization.interaction)
    interaction_started_at = authorization.interaction->record.created_at;
  const oauth::AuthorizationState state{
      .client = *authorization.client,
      .session = current ? &current->session : nullptr,
      .user = current ? &current->authority : nullptr,
      .consent = consent ? &*consent : nullptr,
      .interaction_started_at = interaction_started_at,
      .keys = authorization.snapshot->keys->published,
      .issuer = services.deployment.issuer.url,
      .policy = {.catalogue = authorization.snapshot->catalogue_of(authorization.client->org_id),
                 .rbac_enabled = authorization.settings().rbac_enabled,
                 .resources = services.deployment.resources}};
  return oauth::decide_authorization(request, state, authorization.now);
}

// What the user answered to the consent that was asked for, when this browser brings it back.
oauth::Interaction::Answer answer_of(const Authorization& authorization, const oauth::User& user) {
  if (!authorization.interaction || authorization.interaction->record.user_id != user.id)
    return oauth::Interaction::Answer::none;
  return authorization.interaction->record.answer;
}

Task<http::Response> act_on_consent(const Authorization& authorization,
                                    const oauth::AuthorizationRequest& request,
                                    const identity::CurrentSession& current,
                                    const oauth::AskForConsent& ask) {
  switch (answer_of(authorization, current.authority.user)) {
    case oauth::Interaction::Answer::none:
      co_return co_await send_to_consent(authorization, current.authority.user, ask.scopes);
    case oauth::Interaction::Answer::denied: {
      oauth::Error denied{oauth::ErrorCode::access_denied, "The user denied the request.",
                          "denied on the consent screen"};
      co_return co_await refuse_back(authorization, &current.authority.user, std::move(denied));
    }
    case oauth::Interaction::Answer::allowed:
      break;
  }
  co_return co_await grant_code(authorization, request, current,
                                authorization.interaction->record.approved);
}

Task<http::Response> proceed(Authorization authorization) {
  const auto& services = authorization.services;
  const auto request = oauth::read_authorization_request(
      authorization.parameters,
      {.client_id = authorization.client->id, .redirect_uri = authorization.redirect_uri});
  if (!request)
    co_return co_await refuse_back(authorization, nullptr, request.error());

  const auto cookie =
      page::read_cookie(authorization.request, services.deployment, page::session_cookie);
  const auto current = co_await services.sessions.current(cookie);
  std::optional<oauth::Consent> consent;
  if (current)
    consent = co_await remembered_consent(authorization, current->authority.user);

  const auto decision = decide(authorization, *request, current, consent);
  if (!decision)
    co_return co_await refuse_back(authorization, current ? &current->authority.user : nullptr,
                                   decision.error());
  if (const auto* ask = std::get_if<oauth::AskForConsent>(&*decision))
    co_return co_await act_on_consent(authorization, *request, *current, *ask);
  if (const auto* grantable = std::get_if<oauth::Grantable>(&*decision))
    co_return co_await grant_code(authorization, *request, *current, grantable->scopes);
  co_return co_await send_to_sign_in(authorization);
}

Task<std::optional<ReturnedInteraction>> returned_interaction(const Services& services,
                                                              const http::Request& request) {
  const auto query = form_decode(request.query);
  const auto browser = page::read_cookie(request, services.deployment, page::browser_cookie);
  if (!query || query->size() != 1 || query->front().first != "interaction" || !browser)
    co_return std::nullopt;
  const auto value = query->front().second;
  auto record = co_await identity::find_interaction(services.store, value, std::string(*browser));
  if (!record)
    co_return std::nullopt;
  co_return ReturnedInteraction{.value = value, .record = std::move(*record)};
}

}  // namespace

Task<http::Response> authorize(const Services& services, const http::Request& request) {
  auto settled = settle_target(services, request, request.query, std::nullopt);
  if (!settled)
    co_return std::move(settled.error());
  co_return co_await proceed(std::move(*settled));
}

// A POST from another site carries no SameSite=Lax cookie, so a good one becomes a GET, which does.
Task<http::Response> authorize_by_post(const Services& services, const http::Request& request) {
  const auto body = read_form(request);
  if (!body)
    co_return authorization_error_page(services, request, body.error());
  auto settled = settle_target(services, request, request.body, std::nullopt);
  if (!settled)
    co_return std::move(settled.error());
  const auto parsed = oauth::read_authorization_request(
      settled->parameters,
      {.client_id = settled->client->id, .redirect_uri = settled->redirect_uri});
  if (!parsed)
    co_return co_await refuse_back(*settled, nullptr, parsed.error());
  const auto query = form_encode(settled->parameters);
  if (query.size() > max_redirected_query_bytes)
    co_return authorization_error_page(
        services, request,
        {oauth::ErrorCode::invalid_request,
         {},
         fmt::format("the posted parameters are {} bytes long, and at most {} become a GET",
                     query.size(), max_redirected_query_bytes)});
  auto response = http::see_other(std::string(authorize_path) + "?" + query);
  response.set("Cache-Control", "no-store");
  co_return response;
}

Task<http::Response> resume_authorization(const Services& services, const http::Request& request) {
  auto interaction = co_await returned_interaction(services, request);
  if (!interaction)
    co_return authorization_error_page(
        services, request,
        {oauth::ErrorCode::invalid_request, {}, "interaction unknown, used, expired or foreign"});
  const auto query = interaction->record.query;
  auto settled = settle_target(services, request, query, std::move(interaction));
  if (!settled)
    co_return std::move(settled.error());
  co_return co_await proceed(std::move(*settled));
}

}  // namespace latchkey::endpoint
