#include "oauth/decide/token.hpp"

#include <span>

#include "base/encoding.hpp"
#include "crypto/digest.hpp"
#include "oauth/decide/authorize.hpp"
#include "oauth/decide/json_text.hpp"

namespace latchkey::oauth {

namespace {

// OIDC Core 3.1.3.6: the left half of the SHA-256, for ES256 and RS256 alike.
std::string at_hash(std::string_view access_token) {
  const auto digest = crypto::sha256(access_token);
  return base64url_encode(std::span(digest).first(digest.size() / 2));
}

}  // namespace

std::string serialize(const AccessTokenClaims& claims, const Issuer& issuer) {
  JsonObjectText text;
  text.add("iss", issuer.url)
      .add("sub", claims.sub)
      .add("aud", claims.audience.empty() ? issuer.audience : claims.audience)
      .add("exp", numeric_date(claims.expires_at))
      .add("iat", numeric_date(claims.issued_at));
  if (claims.auth_time)
    text.add("auth_time", numeric_date(*claims.auth_time));
  text.add("jti", claims.jti)
      .add("client_id", claims.client_id)
      .add("org_id", claims.org_id)
      .add_unless_empty("grant_id", claims.grant_id)
      .add("scope", claims.scopes.to_string());
  return text.finish();
}

std::string serialize(const IdTokenClaims& claims, const Issuer& issuer,
                      std::string_view access_token) {
  JsonObjectText text;
  text.add("iss", issuer.url)
      .add("sub", claims.sub)
      .add("aud", claims.client_id)
      .add("exp", numeric_date(claims.expires_at))
      .add("iat", numeric_date(claims.issued_at))
      .add("auth_time", numeric_date(claims.auth_time));
  if (claims.nonce)
    text.add("nonce", *claims.nonce);
  text.add("acr", password_acr)
      .add("amr", json::value(json::array{"pwd"}))
      .add_unless_empty("sid", claims.session_id)
      .add("at_hash", at_hash(access_token));
  for (const auto& [name, value] : claims.extra) text.add(name, value);
  return text.finish();
}

std::string token_response(std::string_view access_token, std::chrono::seconds expires_in,
                           const ScopeSet& scope, std::string_view refresh_token,
                           std::string_view id_token) {
  JsonObjectText text(access_token.size() + refresh_token.size() + id_token.size() + 256);
  text.add("access_token", access_token)
      .add("token_type", "Bearer")
      .add("expires_in", std::int64_t{expires_in.count()})
      .add_unless_empty("refresh_token", refresh_token)
      .add_unless_empty("id_token", id_token)
      .add("scope", scope.to_string());
  return text.finish();
}

}  // namespace latchkey::oauth
