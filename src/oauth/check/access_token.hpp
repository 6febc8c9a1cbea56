// Verifying an access token of this server (RFC 9068 4, RFC 7519 7.2).
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "jose/key_set.hpp"
#include "oauth/error.hpp"
#include "oauth/model/scope.hpp"

namespace latchkey::oauth {

struct AccessToken {
  std::string jti;
  std::string sub;
  std::string client_id;
  std::string org_id;
  std::string grant_id;  // empty for client_credentials
  std::string audience;
  ScopeSet scopes;
  Time issued_at;
  Time expires_at;
};

// Signature, typ at+jwt, iss, aud and times. What the store knows (revocation, client, user) is
// judged by decide/introspect. invalid_token on any fault.
std::expected<AccessToken, Error> check_access_token(std::string_view token,
                                                     const jose::KeySet& keys,
                                                     std::string_view issuer,
                                                     std::string_view audience, Time now);

}  // namespace latchkey::oauth
