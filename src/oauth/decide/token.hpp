// What a token answer is made of: the claims to sign and the members of the response (RFC
// 6749 5.1).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "oauth/check/scope.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/grant.hpp"
#include "oauth/model/scope.hpp"
#include "oauth/model/settings.hpp"
#include "oauth/model/user.hpp"

namespace latchkey::oauth {

// Who issues, to whom its access tokens are addressed.
struct Issuer {
  std::string url;
  std::string audience;  // aud of access tokens
};

struct AccessTokenClaims {
  std::string jti;
  std::string sub;
  std::string client_id;
  std::string org_id;
  std::string grant_id;  // empty for client_credentials
  ScopeSet scopes;
  std::optional<Time> auth_time;
  Time issued_at;
  Time expires_at;
  std::string audience{};  // of a resource; empty: the issuer's
};

// RFC 9068 2.2 as serialized JSON, ready to sign with typ at+jwt.
std::string serialize(const AccessTokenClaims& claims, const Issuer& issuer);

struct IdTokenClaims {
  std::string sub;
  std::string client_id;   // aud
  std::string session_id;  // sid
  std::optional<std::string> nonce;
  Time auth_time;
  Time issued_at;
  Time expires_at;
  json::object extra;  // individually requested claims
};

// OIDC Core 2 as serialized JSON; at_hash (3.1.3.6) is of the signed access token given.
std::string serialize(const IdTokenClaims& claims, const Issuer& issuer,
                      std::string_view access_token);

// What a token decision says to issue.
struct Issue {
  AccessTokenClaims access_token;
  std::optional<IdTokenClaims> id_token;
  bool with_refresh_token = false;
};

// RFC 6749 5.1. Absent parts are empty.
std::string token_response(std::string_view access_token, std::chrono::seconds expires_in,
                           const ScopeSet& scope, std::string_view refresh_token,
                           std::string_view id_token);

}  // namespace latchkey::oauth
