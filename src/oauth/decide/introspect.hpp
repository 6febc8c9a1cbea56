// Whether a token is active at this moment (RFC 7662 2.2), and what a caller may learn of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "oauth/check/access_token.hpp"
#include "oauth/check/scope.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/grant.hpp"
#include "oauth/model/user.hpp"

namespace latchkey::oauth {

struct TokenState {
  const Client* client;   // that it was issued to; null when deleted
  const Authority* user;  // its sub; null when deleted
  bool is_revoked;        // by its jti or its grant
};

// The scopes that a genuine access token carries now: roles lost since are cut. Nothing when it is
// dead: revoked, client deleted, user disabled or deleted. A disabled client's tokens live on.
std::optional<ScopeSet> present_scopes(const AccessToken& token, const TokenState& state,
                                       const ScopePolicy& policy);

// The caller sees its own tokens, and its organization's with tokens:introspect. Public, disabled
// callers see none.
bool may_introspect(const Client& caller, std::string_view token_client_id,
                    std::string_view token_org_id);

// RFC 7662 2.2.
std::string introspection_response(const AccessToken& token, const ScopeSet& scopes,
                                   const User& user, std::string_view issuer);
std::string introspection_response(const RefreshToken& token, const Grant& grant,
                                   const ScopeSet& scopes, const User& user,
                                   std::string_view issuer);
inline constexpr std::string_view inactive_response = R"({"active":false})";

}  // namespace latchkey::oauth
