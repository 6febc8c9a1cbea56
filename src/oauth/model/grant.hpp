// What came of a user's authorization: the grant, the code it is fetched with, its refresh tokens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "oauth/model/scope.hpp"

namespace latchkey::oauth {

// Individual claims asked for by the claims parameter (OIDC Core 5.5) and agreed to.
struct RequestedClaims {
  std::vector<std::string> userinfo;
  std::vector<std::string> id_token;
};

// One authorization of one client by one user. Revoking it ends every token that came of it.
struct Grant {
  std::string id;
  std::string org_id;
  std::string client_id;
  std::string user_id;
  std::string session_id;  // the browser session it was given in; not a bearer value
  ScopeSet scopes;         // as consented to; the user's roles may cut tokens further
  RequestedClaims claims;
  Time auth_time;
  Time created_at;
  Time expires_at;  // absolute end of its refresh tokens; of its last access token without them
  std::optional<Time> revoked_at;
  std::vector<std::string> resources{};  // that its tokens are for (RFC 8707 2); none: any

  [[nodiscard]] bool is_live(Time now) const { return !revoked_at && now < expires_at; }
};

// RFC 6749 4.1.2. The value itself is never stored.
struct AuthorizationCode {
  std::string digest;
  std::string grant_id;
  std::string client_id;
  std::string redirect_uri;
  std::optional<std::string> code_challenge;  // S256
  std::optional<std::string> nonce;
  Time expires_at;
  std::optional<Time> redeemed_at;
};

// RFC 6749 6. The value itself is never stored.
struct RefreshToken {
  std::string digest;
  std::string grant_id;
  Time created_at;
  Time expires_at;  // idle end, never past the grant's
  std::optional<Time> rotated_at;
};

// What a user agreed to, remembered per user and client.
struct Consent {
  std::string org_id;
  std::string user_id;
  std::string client_id;
  ScopeSet scopes;
  RequestedClaims claims;
  Time granted_at;
  Time updated_at;
};

}  // namespace latchkey::oauth
