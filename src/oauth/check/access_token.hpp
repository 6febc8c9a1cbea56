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

// Signature, typ at+jwt, iss and times; aud is left to check_audience, since a token may be for one
// of several resources. What the store knows (revocation, client, user) is judged by
// decide/introspect. invalid_token on any fault.
std::expected<AccessToken, Error> check_access_token(std::string_view token,
                                                     const jose::KeySet& keys,
                                                     std::string_view issuer, Time now);

// Its two halves, for those to whom an expired token still tells something: whether this server has
// issued it, and whether it has not ended.
std::expected<AccessToken, Error> read_genuine_access_token(std::string_view token,
                                                            const jose::KeySet& keys,
                                                            std::string_view issuer);
std::expected<void, Error> check_expiry(const AccessToken& token, Time now);

// invalid_token for a token that is addressed to another audience.
std::expected<void, Error> check_audience(const AccessToken& token, std::string_view audience);

}  // namespace latchkey::oauth
