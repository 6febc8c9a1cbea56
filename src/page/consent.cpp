#include "oauth/decide/consent.hpp"

#include <expected>
#include <utility>

#include "oauth/check/requested_resource.hpp"
#include "oauth/decide/authorize.hpp"
#include "page/consent_page.hpp"
#include "page/cookies.hpp"
#include "page/handlers.hpp"
#include "page/page_request.hpp"
#include "page/pending_request.hpp"
#include "store/interactions.hpp"

namespace latchkey::page {

namespace {

using Answer = oauth::Interaction::Answer;

// A request that waits for this user's consent, in this browser.
struct Offer {
  PendingRequest pending;
  identity::CurrentSession current;
  std::string cookie;  // of the session

  [[nodiscard]] const oauth::Settings& settings() const {
    return pending.snapshot->settings_of(pending.client->org_id);
  }
  [[nodiscard]] oauth::ScopePolicy policy() const {
    return {.catalogue = pending.snapshot->catalogue_of(pending.client->org_id),
            .rbac_enabled = settings().rbac_enabled};
  }
};

http::Response sign_in_first(const std::string& interaction) {
  return http::see_other("/login?" + form_encode({{"interaction", interaction}}))
      .set("Cache-Control", "no-store");
}

// The offer, or the page to answer with instead.
Task<std::expected<Offer, http::Response>> find_offer(const Services& services,
                                                      const http::Request& request,
                                                      std::optional<std::string> value) {
  if (!value)
    co_return std::unexpected(refuse_interaction(services, request, "no interaction is named"));
  auto pending = co_await find_pending_request(services, request, std::move(*value));
  if (!pending)
    co_return std::unexpected(
        refuse_interaction(services, request, "interaction unknown, expired or foreign"));
  const auto cookie = read_cookie(request, services.deployment, session_cookie);
  auto current = co_await services.sessions.current(cookie);
  if (!current)
    co_return std::unexpected(sign_in_first(pending->value));
  if (pending->interaction.user_id != current->authority.user.id)
    co_return std::unexpected(
        refuse_interaction(services, request, "consent was offered to another user, or to none"));
  if (pending->interaction.answer != Answer::none)
    co_return std::unexpected(refuse_interaction(services, request, "it was answered before"));
  co_return Offer{.pending = std::move(*pending),
                  .current = std::move(*current),
                  .cookie = std::string(*cookie)};
}

// Of both lists, in words.
std::vector<std::string> claims_of(const oauth::AuthorizationRequest& request,
                                   const oauth::ScopeSet& offered) {
  auto claims = oauth::requested_claims(request.claims);
  std::vector<std::string> names = std::move(claims.userinfo);
  names.insert(names.end(), claims.id_token.begin(), claims.id_token.end());
  return claims_in_words(names, offered);
}

oauth::ScopeSet ticked_scopes(const Parameters& body) {
  std::vector<std::string> ticked;
  for (const auto& [name, value] : body)
    if (name == "scope")
      ticked.push_back(value);
  return oauth::ScopeSet(std::move(ticked));
}

struct Decision {
  Answer answer;
  oauth::ScopeSet approved;
};

// What the form says, within what was offered; the error is for the log.
std::expected<Decision, std::string> decide(const Offer& offer, const Parameters& body) {
  const auto pressed = value_of(body, "decision");
  if (pressed == "deny")
    return Decision{.answer = Answer::denied, .approved = {}};
  if (pressed != "allow")
    return std::unexpected("the form brings neither allow nor deny");
  auto approved = oauth::decide_consent(offer.pending.interaction.offered, ticked_scopes(body),
                                        offer.current.authority, offer.policy());
  if (approved)
    return Decision{.answer = Answer::allowed, .approved = std::move(*approved)};
  if (approved.error().code == oauth::ErrorCode::access_denied)
    return Decision{.answer = Answer::denied, .approved = {}};
  return std::unexpected(approved.error().detail);
}

}  // namespace

Task<http::Response> show_consent(const Services& services, const http::Request& request) {
  const auto query = read_query(services, request);
  if (!query)
    co_return query.error();
  const auto offer = co_await find_offer(services, request, value_of(*query, "interaction"));
  if (!offer)
    co_return offer.error();
  const auto& pending = offer->pending;
  // A request that can no longer be read asks for nothing beyond its scopes.
  const auto asked = oauth::read_authorization_request(
                         pending.parameters,
                         {.client_id = pending.client->id, .redirect_uri = pending.redirect_uri})
                         .value_or(oauth::AuthorizationRequest());
  const ConsentPage page{
      .client = *pending.client,
      .user = offer->current.authority.user,
      .groups =
          scope_groups(pending.interaction.offered, offer->current.authority, offer->policy()),
      .claims = claims_of(asked, pending.interaction.offered),
      .resources = oauth::named_resources(asked.resources, services.deployment.resources),
      .redirect_uri = pending.redirect_uri,
      .csrf_token = services.sessions.csrf_token(offer->cookie),
      .interaction = pending.value,
      .language = language_of(request, pending.ui_locales)};
  co_return consent_page(services.deployment, offer->settings().brand_name, page);
}

Task<http::Response> answer_consent(const Services& services, const http::Request& request) {
  const auto body = read_form(services, request);
  if (!body)
    co_return body.error();
  const auto offer = co_await find_offer(services, request, value_of(*body, "interaction"));
  if (!offer)
    co_return offer.error();
  if (!services.sessions.is_csrf_token(value_of(*body, "csrf").value_or(""), offer->cookie))
    co_return refuse_forged(services, request, "the CSRF token is not this session's");
  const auto decision = decide(*offer, *body);
  if (!decision)
    co_return refuse_malformed(services, request, decision.error());
  auto record = [&](store::Transaction& tx) {
    return store::interactions::answer(tx, offer->pending.interaction.digest,
                                       offer->current.authority.user.id, decision->answer,
                                       decision->approved);
  };
  const bool is_recorded = co_await services.store.write(std::move(record));
  if (!is_recorded)
    co_return refuse_interaction(services, request, "it was answered before");
  co_return http::see_other(resume_location(offer->pending.value)).set("Cache-Control", "no-store");
}

}  // namespace latchkey::page
