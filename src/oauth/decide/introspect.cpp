#include "oauth/decide/introspect.hpp"

#include "oauth/decide/json_text.hpp"

namespace latchkey::oauth {

std::optional<ScopeSet> present_scopes(const AccessToken& token, const TokenState& state,
                                       const ScopePolicy& policy) {
  if (state.is_revoked || state.client == nullptr || state.user == nullptr ||
      !state.user->user.is_active())
    return std::nullopt;
  return cut_to_authority(token.scopes, *state.user, policy);
}

bool may_introspect(const Client& caller, std::string_view token_client_id,
                    std::string_view token_org_id) {
  if (caller.is_public() || !caller.is_active())
    return false;
  return caller.id == token_client_id ||
         (caller.org_id == token_org_id && caller.scopes.contains("tokens:introspect"));
}

std::string introspection_response(const AccessToken& token, const ScopeSet& scopes,
                                   const User& user, std::string_view issuer) {
  JsonObjectText text;
  text.add("active", true)
      .add("scope", scopes.to_string())
      .add("client_id", token.client_id)
      .add("username", user.email)
      .add("token_type", "Bearer")
      .add("exp", numeric_date(token.expires_at))
      .add("iat", numeric_date(token.issued_at))
      .add("sub", token.sub)
      .add("aud", token.audience)
      .add("iss", issuer)
      .add("jti", token.jti)
      .add("org_id", token.org_id);
  return text.finish();
}

std::string introspection_response(const RefreshToken& token, const Grant& grant,
                                   const ScopeSet& scopes, const User& user,
                                   std::string_view issuer) {
  JsonObjectText text;
  text.add("active", true)
      .add("scope", scopes.to_string())
      .add("client_id", grant.client_id)
      .add("username", user.email)
      .add("exp", numeric_date(token.expires_at))
      .add("iat", numeric_date(token.created_at))
      .add("sub", grant.user_id)
      .add("iss", issuer)
      .add("org_id", grant.org_id);
  return text.finish();
}

}  // namespace latchkey::oauth
