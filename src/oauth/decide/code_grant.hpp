// Exchanging an authorization code (RFC 6749 4.1.3, RFC 7636 4.6, OIDC Core 3.1.3.2).
#pragma once

#include <expected>
#include <optional>

#include "oauth/decide/token.hpp"
#include "oauth/error.hpp"
#include "oauth/request/token_request.hpp"

namespace latchkey::oauth {

// What the store knows; null where there is none.
struct CodeGrantState {
  const AuthorizationCode* code;
  const Grant* grant;
  const Authority* user;
};

// A code that was redeemed before, or that its bearer should not have, revokes its grant.
struct CodeGrantRefusal {
  Error error;
  bool revokes_grant = false;
};

// jti: a fresh identifier for the access token.
std::expected<Issue, CodeGrantRefusal> decide_code_grant(
    const CodeTokenRequest& request, const Client& client, const CodeGrantState& state,
    const ScopePolicy& policy, const Settings& settings, std::string jti, Time now);

}  // namespace latchkey::oauth
