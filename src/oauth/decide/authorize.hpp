// What to do with an authorization request (OIDC Core 3.1.2): ask to sign in, ask for consent,
// grant, or refuse.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "base/clock.hpp"
#include "jose/key_set.hpp"
#include "oauth/check/scope.hpp"
#include "oauth/error.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/grant.hpp"
#include "oauth/model/session.hpp"
#include "oauth/model/user.hpp"
#include "oauth/request/authorization_request.hpp"

namespace latchkey::oauth {

// The value of acr that every sign-in with a password has; acr_values_supported.
inline constexpr std::string_view password_acr = "urn:latchkey:acr:password";

// Settles client and redirect URI. Errors are for the user's eyes only, never redirected: unknown
// or disabled client (null counts as unknown), authorization_code not granted to it, redirect URI
// that matches none.
std::expected<void, Error> check_authorization_target(const Client* client,
                                                      const AuthorizationTarget& target);

// What the store knows of the browser's user. session, user and consent are null where there is
// none.
struct AuthorizationState {
  const Client& client;
  const Session* session;
  const Authority* user;
  const Consent* consent;
  // When the interaction began that led here; nothing on the first visit. Signing in since then
  // satisfies prompt=login, select_account and max_age.
  std::optional<Time> interaction_started_at;
  const jose::KeySet& keys;
  std::string_view issuer;
  ScopePolicy policy;
};

struct AskToSignIn {
  std::string login_hint;  // to fill in; may be empty
};
struct AskForConsent {
  ScopeSet scopes;       // requested and within the client's list
  ScopeSet unavailable;  // those of them that the user's roles do not allow
};
struct Grantable {
  ScopeSet scopes;  // consented before, cut to the user's authority
};
using AuthorizationDecision = std::variant<AskToSignIn, AskForConsent, Grantable>;

// Errors go back to the client.
std::expected<AuthorizationDecision, Error> decide_authorization(
    const AuthorizationRequest& request, const AuthorizationState& state, Time now);

// The names of claims that will be disclosed one by one, beyond those of the granted scopes.
RequestedClaims requested_claims(const ClaimsRequest& claims);

}  // namespace latchkey::oauth
