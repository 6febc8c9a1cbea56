#include "oauth/check/access_token.hpp"

#include "jose/jws.hpp"
#include "jose/times.hpp"
#include "oauth/check/jwt_claims.hpp"

namespace latchkey::oauth {

namespace {

std::unexpected<Error> refuse_token(std::string detail) {
  return refuse(ErrorCode::invalid_token, "The access token is invalid or expired.",
                std::move(detail));
}

// RFC 9068 2.2: what every access token of this server holds.
std::expected<AccessToken, Error> read_claims(const json::object& claims) {
  const auto sub = text_claim(claims, "sub");
  const auto jti = text_claim(claims, "jti");
  const auto client_id = text_claim(claims, "client_id");
  const auto org_id = text_claim(claims, "org_id");
  const auto audience = text_claim(claims, "aud");
  if (!sub || !jti || !client_id || !org_id || !audience)
    return refuse_token("sub, jti, client_id, org_id or aud is missing");
  auto scopes = ScopeSet::parse(text_claim(claims, "scope").value_or(""));
  if (!scopes)
    return refuse_token("the scope is malformed");
  const auto issued_at = jose::numeric_date_claim(claims, "iat");
  if (!issued_at)
    return refuse_token(issued_at.error());
  const auto expires_at = jose::numeric_date_claim(claims, "exp");
  if (!expires_at)
    return refuse_token(expires_at.error());
  return AccessToken{*jti,
                     *sub,
                     *client_id,
                     *org_id,
                     text_claim(claims, "grant_id").value_or(""),
                     *audience,
                     std::move(*scopes),
                     *issued_at,
                     *expires_at};
}

}  // namespace

std::expected<AccessToken, Error> check_access_token(std::string_view token,
                                                     const jose::KeySet& keys,
                                                     std::string_view issuer, Time now) {
  auto genuine = read_genuine_access_token(token, keys, issuer);
  if (!genuine)
    return genuine;
  if (auto checked = check_expiry(*genuine, now); !checked)
    return std::unexpected(std::move(checked.error()));
  return genuine;
}

std::expected<AccessToken, Error> read_genuine_access_token(std::string_view token,
                                                            const jose::KeySet& keys,
                                                            std::string_view issuer) {
  const auto jwt = jose::verify_compact(keys, token);
  if (!jwt)
    return refuse_token(jwt.error());
  if (jwt->typ != "at+jwt")
    return refuse_token("typ is not at+jwt");
  if (text_claim(jwt->claims, "iss") != issuer)
    return refuse_token("another issuer's token");
  return read_claims(jwt->claims);
}

std::expected<void, Error> check_expiry(const AccessToken& token, Time now) {
  if (now >= token.expires_at)
    return refuse_token("the token has expired");
  return {};
}

std::expected<void, Error> check_audience(const AccessToken& token, std::string_view audience) {
  if (token.audience != audience)
    return refuse_token("a token for another audience");
  return {};
}

}  // namespace latchkey::oauth
