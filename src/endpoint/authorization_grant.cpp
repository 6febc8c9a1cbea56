#include <boost/json/serialize.hpp>

#include "crypto/digest.hpp"
#include "endpoint/audit_event.hpp"
#include "endpoint/authorization.hpp"
#include "endpoint/token_values.hpp"
#include "oauth/authorization_response.hpp"
#include "oauth/decide/authorize.hpp"
#include "store/audit.hpp"
#include "store/consents.hpp"
#include "store/grants.hpp"
#include "store/interactions.hpp"

namespace latchkey::endpoint {

namespace {

// What granting makes real in one transaction.
struct Granting {
  oauth::Grant grant;
  oauth::AuthorizationCode code;
  std::optional<oauth::Consent> consent;  // given just now
  oauth::ScopeSet offered;                // with it
  std::string interaction_digest;         // to be used up; may be empty
  store::audit::Event consented;
  store::audit::Event granted;
};

// Scopes agreed to earlier stay remembered where this screen did not ask about them again.
oauth::ScopeSet remembered_scopes(const oauth::ScopeSet& approved, const oauth::ScopeSet& offered,
                                  const std::optional<oauth::Consent>& before) {
  auto scopes = approved;
  if (before)
    for (const auto& scope : before->scopes)
      if (!offered.contains(scope))
        scopes.insert(scope);
  return scopes;
}

bool make_real(store::Transaction& tx, Granting& granting, Time now) {
  if (!granting.interaction_digest.empty() &&
      !store::interactions::consume(tx, granting.interaction_digest, now))
    return false;
  if (granting.consent) {
    auto& consent = *granting.consent;
    const auto before = store::consents::find(tx, consent.user_id, consent.client_id);
    consent.scopes = remembered_scopes(consent.scopes, granting.offered, before);
    if (before)
      consent.granted_at = before->granted_at;
    store::consents::upsert(tx, consent);
    store::audit::append(tx, granting.consented);
  }
  store::grants::insert(tx, granting.grant, granting.code);
  store::audit::append(tx, granting.granted);
  return true;
}

oauth::Grant make_grant(const Authorization& authorization,
                        const oauth::AuthorizationRequest& request,
                        const identity::CurrentSession& current, oauth::ScopeSet scopes) {
  const auto& settings = authorization.settings();
  const auto lifetime = authorization.client->allows(oauth::GrantType::refresh_token)
                            ? settings.refresh_token_absolute_lifetime
                            : settings.authorization_code_lifetime + settings.access_token_lifetime;
  return {.id = make_id(authorization.services.store.random(), "grt_"),
          .org_id = authorization.client->org_id,
          .client_id = authorization.client->id,
          .user_id = current.authority.user.id,
          .session_id = current.session.id,
          .scopes = std::move(scopes),
          .claims = oauth::requested_claims(request.claims),
          .auth_time = current.session.auth_time,
          .created_at = authorization.now,
          .expires_at = authorization.now + lifetime,
          .revoked_at = std::nullopt,
          .resources = request.resources};
}

store::audit::Event event_of(const Authorization& authorization, std::string_view action,
                             const oauth::User& user, const oauth::Grant& grant) {
  auto event = audit_event(authorization.request, action, authorization.client, &user, {},
                           authorization.now);
  event.target = {.type = "grant", .id = grant.id, .name = {}};
  event.details = json::serialize(json::object{{"scope", grant.scopes.to_string()}});
  return event;
}

// The consent that the interaction brings back; nothing when it was not asked for.
std::optional<oauth::Consent> consent_of(const Authorization& authorization,
                                         const oauth::Grant& grant) {
  if (!authorization.interaction ||
      authorization.interaction->record.answer != oauth::Interaction::Answer::allowed)
    return std::nullopt;
  return oauth::Consent{.org_id = grant.org_id,
                        .user_id = grant.user_id,
                        .client_id = grant.client_id,
                        .scopes = grant.scopes,
                        .claims = grant.claims,
                        .granted_at = authorization.now,
                        .updated_at = authorization.now};
}

oauth::AuthorizationCode make_code(const Authorization& authorization,
                                   const oauth::AuthorizationRequest& request,
                                   const oauth::Grant& grant, std::string_view value) {
  return {.digest = crypto::digest_text(value),
          .grant_id = grant.id,
          .client_id = grant.client_id,
          .redirect_uri = authorization.redirect_uri,
          .code_challenge = request.code_challenge,
          .nonce = request.nonce,
          .expires_at = authorization.now + authorization.settings().authorization_code_lifetime,
          .redeemed_at = std::nullopt};
}

}  // namespace

Task<http::Response> grant_code(const Authorization& authorization,
                                const oauth::AuthorizationRequest& request,
                                const identity::CurrentSession& current, oauth::ScopeSet scopes) {
  const auto& services = authorization.services;
  const auto& user = current.authority.user;
  const Secret code(make_bearer_value(services.store.random(), authorization_code_prefix));
  Granting granting;
  granting.grant = make_grant(authorization, request, current, std::move(scopes));
  granting.code = make_code(authorization, request, granting.grant, code.reveal());
  granting.consent = consent_of(authorization, granting.grant);
  if (authorization.interaction) {
    granting.interaction_digest = crypto::digest_text(authorization.interaction->value);
    granting.offered = authorization.interaction->record.offered;
  }
  granting.consented = event_of(authorization, "consent.granted", user, granting.grant);
  granting.granted = event_of(authorization, "authorization.granted", user, granting.grant);

  auto work = [&](store::Transaction& tx) { return make_real(tx, granting, authorization.now); };
  const bool is_granted = co_await services.store.write(std::move(work));
  if (!is_granted)
    co_return authorization_error_page(
        services, authorization.request,
        {oauth::ErrorCode::invalid_request, {}, "the interaction was used before"});
  co_return answer_client(
      authorization,
      oauth::authorization_response(code.reveal(), request.state, services.deployment.issuer.url),
      request.response_mode);
}

}  // namespace latchkey::endpoint
