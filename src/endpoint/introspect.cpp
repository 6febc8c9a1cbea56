#include "oauth/decide/introspect.hpp"

#include <algorithm>

#include "crypto/digest.hpp"
#include "endpoint/client_request.hpp"
#include "endpoint/endpoints.hpp"
#include "endpoint/oauth_response.hpp"
#include "endpoint/token_values.hpp"
#include "oauth/check/requested_resource.hpp"
#include "oauth/request/presented_token.hpp"
#include "store/grants.hpp"

namespace latchkey::endpoint {

namespace {

// The server's own or that of a configured resource: what nobody here takes is not active.
bool is_known_audience(const identity::Deployment& deployment, std::string_view audience) {
  return audience == deployment.issuer.audience ||
         std::ranges::any_of(deployment.resources, [&](const oauth::Resource& resource) {
           return oauth::takes_audience(resource, audience, deployment.issuer.audience);
         });
}

Task<std::string> introspect_access_token(const Services& services, const oauth::Client& caller,
                                          Secret token) {
  const auto bearer = co_await services.bearer.authenticate_for_any(token.reveal());
  if (!bearer)
    co_return std::string(oauth::inactive_response);
  const auto& identity = **bearer;
  if (!is_known_audience(services.deployment, identity.token.audience) ||
      !oauth::may_introspect(caller, identity.token.client_id, identity.token.org_id))
    co_return std::string(oauth::inactive_response);
  co_return oauth::introspection_response(identity.token, identity.scopes, identity.authority->user,
                                          services.deployment.issuer.url);
}

struct LoadedRefreshToken {
  std::optional<store::grants::GrantedRefreshToken> granted;
  std::shared_ptr<const oauth::Authority> user;
};

Task<std::string> introspect_refresh_token(const Services& services, const ClientRequest& from,
                                           Secret token, Time now) {
  const auto digest = crypto::digest_text(token.reveal());
  auto read = [&digest, &from, &services](store::Transaction& tx) {
    LoadedRefreshToken loaded{.granted = store::grants::find_refresh_token_with_grant(tx, digest),
                              .user = nullptr};
    if (loaded.granted)
      loaded.user = services.store.known_users().find_or_read(tx, *from.snapshot,
                                                              loaded.granted->grant.user_id);
    return loaded;
  };
  const auto loaded = co_await services.store.read(std::move(read));
  const auto& user = loaded.user;
  if (!loaded.granted)
    co_return std::string(oauth::inactive_response);
  const auto& [refresh_token, grant] = *loaded.granted;
  const bool is_live = !refresh_token.rotated_at && now < refresh_token.expires_at &&
                       grant.is_live(now) && user && user->user.is_active() &&
                       from.snapshot->client(grant.client_id) != nullptr;
  if (!is_live || !oauth::may_introspect(*from.client, grant.client_id, grant.org_id))
    co_return std::string(oauth::inactive_response);

  const auto& settings = from.snapshot->settings_of(grant.org_id);
  const oauth::ScopePolicy policy{.catalogue = from.snapshot->catalogue_of(grant.org_id),
                                  .rbac_enabled = settings.rbac_enabled};
  co_return oauth::introspection_response(refresh_token, grant,
                                          oauth::cut_to_authority(grant.scopes, *user, policy),
                                          user->user, services.deployment.issuer.url);
}

}  // namespace

// RFC 7662 2
Task<http::Response> introspect(const Services& services, const http::Request& request) {
  const auto now = services.store.clock().now();
  const auto from = read_client_request(services, request, now);
  if (!from)
    co_return co_await refuse(services, request, "introspection.refused", nullptr, nullptr,
                              from.error().error, from.error().client_id);
  if (from->client->is_public()) {
    oauth::Error error{oauth::ErrorCode::invalid_client,
                       "Introspection needs a confidential client.",
                       "a public client asked to introspect"};
    co_return co_await refuse(services, request, "introspection.refused", from->client, nullptr,
                              std::move(error));
  }
  auto token = oauth::read_presented_token(from->body);
  if (!token)
    co_return oauth_error(token.error());

  if (is_refresh_token(token->reveal()))
    co_return oauth_success(
        co_await introspect_refresh_token(services, *from, std::move(*token), now));
  co_return oauth_success(
      co_await introspect_access_token(services, *from->client, std::move(*token)));
}

}  // namespace latchkey::endpoint
