// What every grant type at the token endpoint asks first, and what a grant yields.
#pragma once

#include <expected>
#include <optional>
#include <string>

#include "oauth/decide/token.hpp"
#include "oauth/error.hpp"

namespace latchkey::oauth {

// RFC 6749 5.2: unauthorized_client when the client is disabled or was not given the grant type.
std::expected<void, Error> check_grant_type(const Client& client, GrantType grant_type);

// invalid_grant when the grant is revoked or over, or its user is disabled or deleted (null).
std::expected<void, Error> check_grant_is_live(const Grant* grant, const Authority* user, Time now);

// A live grant's tokens: scopes are those of the grant to put into this token, nonce that of the
// code. The access token does not outlive a grant that has refresh tokens.
struct GrantUse {
  const Client& client;
  const Grant& grant;
  const Authority& user;
  ScopeSet scopes;
  std::optional<std::string> nonce;
  const Resource* resource;  // that the access token is for; null: the server's own audience
};
Issue issue_from_grant(const GrantUse& use, const ScopePolicy& policy, const Settings& settings,
                       std::string jti, Time now);

}  // namespace latchkey::oauth
