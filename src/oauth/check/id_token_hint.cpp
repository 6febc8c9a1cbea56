#include "oauth/check/id_token_hint.hpp"

#include "jose/jws.hpp"
#include "oauth/check/jwt_claims.hpp"

namespace latchkey::oauth {

namespace {

std::unexpected<Error> refuse_hint(std::string detail) {
  return refuse(ErrorCode::invalid_request, "The id_token_hint is not an ID token of this server.",
                std::move(detail));
}

}  // namespace

std::expected<IdTokenHint, Error> check_id_token_hint(std::string_view token,
                                                      const jose::KeySet& keys,
                                                      std::string_view issuer) {
  const auto jwt = jose::verify_compact(keys, token);
  if (!jwt)
    return refuse_hint(jwt.error());
  if (jwt->typ != "jwt")
    return refuse_hint("typ is not JWT");
  if (text_claim(jwt->claims, "iss") != issuer)
    return refuse_hint("another issuer's token");
  auto sub = text_claim(jwt->claims, "sub");
  auto client_id = text_claim(jwt->claims, "aud");
  if (!sub || !client_id)
    return refuse_hint("sub or aud is missing");
  return IdTokenHint{std::move(*sub), std::move(*client_id),
                     text_claim(jwt->claims, "sid").value_or("")};
}

}  // namespace latchkey::oauth
