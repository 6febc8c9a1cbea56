#include "oauth/decide/authorize.hpp"

#include <algorithm>

#include "oauth/check/pkce.hpp"
#include "oauth/check/redirect_uri.hpp"
#include "oauth/check/requested_resource.hpp"
#include "oauth/decide/claims.hpp"
#include "oauth/decide/requested_subject.hpp"

namespace latchkey::oauth {

namespace {

using Decision = std::expected<AuthorizationDecision, Error>;

std::expected<ScopeSet, Error> settle_scope(const AuthorizationRequest& request,
                                            const Client& client,
                                            std::span<const Resource> resources) {
  auto scope = check_requested_scope(request.scope, client);
  if (!scope)
    return scope;
  if (scope->empty())
    return refuse(ErrorCode::invalid_scope, "The client has no scopes to ask for.");
  return narrow_to_resources(*scope, request.resources, resources);
}

// OIDC Core 5.5.1.1: an essential acr that no sign-in here can have.
std::expected<void, Error> check_acr(const ClaimsRequest& claims) {
  const bool is_unmet = std::ranges::any_of(claims.id_token, [](const ClaimRequest& claim) {
    return claim.name == "acr" && claim.is_essential && !claim.values.empty() &&
           std::ranges::find(claim.values, password_acr) == claim.values.end();
  });
  if (is_unmet)
    return refuse(ErrorCode::unmet_authentication_requirements,
                  "The required authentication context class cannot be met.");
  return {};
}

bool is_signed_in(const AuthorizationState& state) {
  return state.session != nullptr && state.user != nullptr && state.user->user.is_active();
}

// Whether credentials were given since this request began.
bool has_signed_in_for_this(const AuthorizationState& state) {
  return state.interaction_started_at && state.session->auth_time >= *state.interaction_started_at;
}

bool wants_fresh_sign_in(const AuthorizationRequest& request, const Session& session, Time now) {
  return request.has_prompt(Prompt::login) || request.has_prompt(Prompt::select_account) ||
         (request.max_age && now - session.auth_time > *request.max_age);
}

enum class SignIn { done, needed, futile };

SignIn judge_sign_in(const AuthorizationRequest& request, const AuthorizationState& state,
                     const RequestedSubject& subject, Time now) {
  if (!is_signed_in(state))
    return SignIn::needed;
  const bool is_fresh = has_signed_in_for_this(state);
  if (!subject.accepts(state.user->user.id))
    return is_fresh ? SignIn::futile : SignIn::needed;
  if (!is_fresh && wants_fresh_sign_in(request, *state.session, now))
    return SignIn::needed;
  return SignIn::done;
}

Decision ask_to_sign_in(const AuthorizationRequest& request) {
  if (request.has_prompt(Prompt::none))
    return refuse(ErrorCode::login_required, "The user must sign in.");
  return AskToSignIn{request.login_hint.value_or("")};
}

bool covers_claims(const Consent& consent, const std::vector<std::string>& agreed,
                   const std::vector<std::string>& wanted) {
  return std::ranges::all_of(wanted, [&](const auto& name) {
    return std::ranges::find(agreed, name) != agreed.end() || discloses(consent.scopes, name);
  });
}

bool covers(const Consent& consent, const ScopeSet& scopes, const RequestedClaims& claims) {
  return consent.scopes.contains_all(scopes) &&
         covers_claims(consent, consent.claims.userinfo, claims.userinfo) &&
         covers_claims(consent, consent.claims.id_token, claims.id_token);
}

// RFC 8252 8.6: any program on the device could pose as this client.
bool may_be_impersonated(const Client& client, std::string_view redirect_uri) {
  return client.is_public() &&
         (is_loopback_redirect_uri(redirect_uri) || is_private_use_redirect_uri(redirect_uri));
}

bool needs_consent(const AuthorizationRequest& request, const AuthorizationState& state,
                   const ScopeSet& available) {
  return available.empty() || request.has_prompt(Prompt::consent) ||
         may_be_impersonated(state.client, request.target.redirect_uri) ||
         state.consent == nullptr ||
         !covers(*state.consent, available, requested_claims(request.claims));
}

Decision decide_for_user(const AuthorizationRequest& request, const AuthorizationState& state,
                         const ScopeSet& requested) {
  if (state.user->user.org_id != state.client.org_id)
    return refuse(ErrorCode::access_denied, "The user may not use this client.",
                  "user " + state.user->user.id + " belongs to another organization");
  auto available = cut_to_authority(requested, *state.user, state.policy);
  if (!needs_consent(request, state, available))
    return Grantable{std::move(available)};
  if (request.has_prompt(Prompt::none))
    return refuse(ErrorCode::consent_required, "The user must agree.");
  return AskForConsent{
      requested, requested.filtered([&](const auto& scope) { return !available.contains(scope); })};
}

std::vector<std::string> known_names(const std::vector<ClaimRequest>& claims) {
  std::vector<std::string> names;
  for (const auto& known : user_claim_names())
    if (std::ranges::find(claims, known, &ClaimRequest::name) != claims.end())
      names.push_back(known);
  return names;
}

}  // namespace

Decision decide_authorization(const AuthorizationRequest& request, const AuthorizationState& state,
                              Time now) {
  const auto requested = settle_scope(request, state.client, state.policy.resources);
  if (!requested)
    return std::unexpected(requested.error());
  if (auto checked = check_code_challenge(request.code_challenge, state.client); !checked)
    return std::unexpected(std::move(checked.error()));
  if (auto checked = check_acr(request.claims); !checked)
    return std::unexpected(std::move(checked.error()));
  const auto subject = requested_subject(request, state.keys, state.issuer);
  if (!subject)
    return std::unexpected(subject.error());
  switch (judge_sign_in(request, state, *subject, now)) {
    case SignIn::needed:
      return ask_to_sign_in(request);
    case SignIn::futile:
      return refuse(ErrorCode::login_required, "Another user than the requested one signed in.");
    case SignIn::done:
      break;
  }
  return decide_for_user(request, state, *requested);
}

RequestedClaims requested_claims(const ClaimsRequest& claims) {
  return {known_names(claims.userinfo), known_names(claims.id_token)};
}

}  // namespace latchkey::oauth
