#include "oauth/decide/grant_use.hpp"

#include <algorithm>

#include "oauth/check/requested_resource.hpp"
#include "oauth/decide/claims.hpp"

namespace latchkey::oauth {

namespace {

std::unexpected<Error> refuse_grant(std::string detail) {
  return refuse(ErrorCode::invalid_grant, "The authorization is no longer valid.",
                std::move(detail));
}

// What the client may ask for and the user may do may both have shrunk since the consent.
ScopeSet present_grant_scopes(const GrantUse& use, const ScopePolicy& policy) {
  const auto registered = use.scopes.filtered(
      [&](const std::string& scope) { return use.client.scopes.contains(scope); });
  return cut_to_authority(registered, use.user, policy);
}

IdTokenClaims id_token_claims(const GrantUse& use, const Settings& settings, Time now) {
  return {use.user.user.id,
          use.client.id,
          use.grant.session_id,
          use.nonce,
          use.grant.auth_time,
          now,
          now + settings.id_token_lifetime,
          named_claims(use.user.user, use.grant.claims.id_token)};
}

}  // namespace

std::expected<void, Error> check_grant_type(const Client& client, GrantType grant_type) {
  if (!client.is_active())
    return refuse(ErrorCode::unauthorized_client, "The client is disabled.",
                  "client " + client.id + " is disabled");
  if (!client.allows(grant_type))
    return refuse(ErrorCode::unauthorized_client, "The client may not use this grant type.",
                  "client " + client.id + " has no " + std::string(name(grant_type)));
  return {};
}

std::expected<void, Error> check_grant_is_live(const Grant* grant, const Authority* user,
                                               Time now) {
  if (grant == nullptr)
    return refuse_grant("the grant is gone");
  if (grant->revoked_at)
    return refuse_grant("the grant is revoked");
  if (!grant->is_live(now))
    return refuse_grant("the grant is over");
  if (user == nullptr)
    return refuse_grant("the user is deleted");
  if (!user->user.is_active())
    return refuse_grant("the user is disabled");
  return {};
}

Issue issue_from_grant(const GrantUse& use, const ScopePolicy& policy, const Settings& settings,
                       std::string jti, Time now) {
  Issue issue;
  issue.with_refresh_token = use.client.allows(GrantType::refresh_token);
  auto expires_at = now + settings.access_token_lifetime;
  if (issue.with_refresh_token)
    expires_at = std::min<Time>(expires_at, use.grant.expires_at);
  const auto scopes = present_grant_scopes(use, policy);
  issue.access_token = {std::move(jti),      use.user.user.id,
                        use.client.id,       use.client.org_id,
                        use.grant.id,        scopes_for(use.resource, scopes),
                        use.grant.auth_time, now,
                        expires_at,          audience_of(use.resource)};
  if (scopes.contains("openid"))
    issue.id_token = id_token_claims(use, settings, now);
  return issue;
}

}  // namespace latchkey::oauth
