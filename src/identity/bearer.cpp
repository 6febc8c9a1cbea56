#include "identity/bearer.hpp"

#include <utility>

#include "oauth/decide/introspect.hpp"
#include "store/users.hpp"

namespace latchkey::identity {

namespace {

oauth::Error invalid_token(std::string detail) {
  return {.code = oauth::ErrorCode::invalid_token,
          .description = "The access token is not valid",
          .detail = std::move(detail)};
}

}  // namespace

Task<std::expected<BearerIdentity, oauth::Error>> BearerAuthentication::authenticate(Secret token) {
  const auto snapshot = store_.snapshot();
  auto checked =
      oauth::check_access_token(token.reveal(), snapshot->keys->published, deployment_.issuer.url,
                                deployment_.issuer.audience, store_.clock().now());
  if (!checked)
    co_return std::unexpected(std::move(checked.error()));

  auto user = snapshot->acting_user(checked->sub);
  if (!user) {
    auto look = [&](store::Transaction& tx) {
      return store::users::find(tx, checked->org_id, checked->sub);
    };
    auto found = co_await store_.read(std::move(look));
    if (found)
      user = snapshot->authority(std::move(*found));
  }
  const auto& revocations = store_.access_revocations();
  const auto* client = snapshot->client(checked->client_id);
  const oauth::TokenState state{
      .client = client,
      .user = user ? &*user : nullptr,
      .is_revoked = revocations.contains(checked->jti) ||
                    (!checked->grant_id.empty() && revocations.contains(checked->grant_id))};
  const oauth::ScopePolicy policy{
      .catalogue = snapshot->catalogue_of(checked->org_id),
      .rbac_enabled = snapshot->settings_of(checked->org_id).rbac_enabled};
  auto scopes = oauth::present_scopes(*checked, state, policy);
  if (!scopes || client == nullptr || !user)
    co_return std::unexpected(
        invalid_token("the token is revoked, or its client or user is gone or disabled"));
  if (client->org_id != checked->org_id || user->user.org_id != checked->org_id)
    co_return std::unexpected(invalid_token("the token, its client and its user differ in org"));
  co_return BearerIdentity{.token = std::move(*checked),
                           .scopes = std::move(*scopes),
                           .authority = std::move(*user),
                           .client = *client};
}

}  // namespace latchkey::identity
