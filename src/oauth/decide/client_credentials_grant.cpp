#include "oauth/decide/client_credentials_grant.hpp"

#include "oauth/check/requested_resource.hpp"
#include "oauth/decide/grant_use.hpp"

namespace latchkey::oauth {

namespace {

std::expected<void, Error> check_acting_user(const Client& client, const Authority* acting_user) {
  const auto refuse_user = [](std::string detail) {
    return refuse(ErrorCode::invalid_grant, "The user that the client acts as is not available.",
                  std::move(detail));
  };
  if (acting_user == nullptr)
    return refuse_user("acting user " + client.acting_user_id + " is deleted");
  if (!acting_user->user.is_active())
    return refuse_user("acting user " + client.acting_user_id + " is disabled");
  if (acting_user->user.org_id != client.org_id)
    return refuse_user("acting user " + client.acting_user_id + " is of another organization");
  return {};
}

// There is no end user here, so no ID token; what was not asked for by name leaves out all of OIDC.
std::expected<ScopeSet, Error> settle_scope(const std::optional<ScopeSet>& asked,
                                            const Client& client) {
  if (asked && asked->contains("openid"))
    return refuse(ErrorCode::invalid_scope, "The scope openid needs a user who signs in.");
  auto scopes = check_requested_scope(asked, client);
  if (!scopes || (asked && !asked->empty()))
    return scopes;
  return scopes->filtered([](const std::string& scope) { return !is_oidc_scope(scope); });
}

}  // namespace

std::expected<Issue, Error> decide_client_credentials_grant(
    const ClientCredentialsTokenRequest& request, const Client& client,
    const Authority* acting_user, const ScopePolicy& policy, const Settings& settings,
    std::string jti, Time now) {
  if (auto checked = check_grant_type(client, GrantType::client_credentials); !checked)
    return std::unexpected(std::move(checked.error()));
  if (auto checked = check_acting_user(client, acting_user); !checked)
    return std::unexpected(std::move(checked.error()));
  const auto asked = settle_scope(request.scope, client);
  if (!asked)
    return std::unexpected(asked.error());
  const auto resource = choose_resource(request.resource, {}, policy.resources);
  if (!resource)
    return std::unexpected(resource.error());
  const auto permitted = cut_to_authority(*asked, *acting_user, policy);
  auto scopes = scopes_for(*resource, permitted);
  const bool has_scopes =
      *resource == nullptr ? !client.scopes.empty() : !(*resource)->rules.scopes().empty();
  if (scopes.empty() && has_scopes)
    return refuse(ErrorCode::invalid_scope, "None of the scopes can be granted.",
                  "acting user " + client.acting_user_id + " holds none of: " + asked->to_string());
  Issue issue;
  issue.access_token = {std::move(jti),
                        acting_user->user.id,
                        client.id,
                        client.org_id,
                        "",
                        std::move(scopes),
                        std::nullopt,
                        now,
                        now + settings.access_token_lifetime,
                        audience_of(*resource)};
  return issue;
}

}  // namespace latchkey::oauth
