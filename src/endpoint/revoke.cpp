#include "crypto/digest.hpp"
#include "endpoint/audit_event.hpp"
#include "endpoint/client_request.hpp"
#include "endpoint/endpoints.hpp"
#include "endpoint/oauth_response.hpp"
#include "endpoint/token_values.hpp"
#include "oauth/check/access_token.hpp"
#include "oauth/request/presented_token.hpp"
#include "store/grants.hpp"
#include "store/users.hpp"

namespace latchkey::endpoint {

namespace {

// RFC 7009 2.1: revoking a refresh token ends its grant, with the access tokens that came of it.
void revoke_refresh_token(store::Transaction& tx, const std::string& digest,
                          const oauth::Client& client, const http::Request& request, Time now) {
  const auto found = store::grants::find_refresh_token_with_grant(tx, digest);
  if (!found)
    return;
  const auto& grant = found->grant;
  if (grant.client_id != client.id ||
      !store::grants::revoke(tx, grant.id, now, last_access_token_expiry(now)))
    return;
  const auto user = store::users::find(tx, grant.user_id);
  auto event = audit_event(request, "token.revoked", &client, user ? &*user : nullptr, {}, now);
  event.target = {.type = "grant", .id = grant.id, .name = {}};
  store::audit::append(tx, event);
}

void revoke_access_token(store::Transaction& tx, const oauth::AccessToken& token,
                         const oauth::Client& client, const http::Request& request, Time now) {
  const auto user = store::users::find(tx, token.sub);
  store::grants::revoke_access_token(tx, token.jti, token.expires_at);
  auto event = audit_event(request, "token.revoked", &client, user ? &*user : nullptr, {}, now);
  event.target = {.type = "token", .id = token.jti, .name = {}};
  store::audit::append(tx, event);
}

Task<void> revoke_token(const Services& services, const http::Request& request,
                        const ClientRequest& from, Secret token, Time now) {
  const auto& client = *from.client;
  if (is_refresh_token(token.reveal())) {
    const auto digest = crypto::digest_text(token.reveal());
    auto revoke = [&](store::Transaction& tx) {
      revoke_refresh_token(tx, digest, client, request, now);
    };
    co_await services.store.write(std::move(revoke));
    co_return;
  }
  const auto access_token = oauth::check_access_token(
      token.reveal(), from.snapshot->keys->published, services.deployment.issuer.url, now);
  if (!access_token || access_token->client_id != client.id)
    co_return;
  auto revoke = [&](store::Transaction& tx) {
    revoke_access_token(tx, *access_token, client, request, now);
  };
  co_await services.store.write(std::move(revoke));
}

}  // namespace

// RFC 7009 2. A token that is unknown, expired or another client's changes and tells nothing.
Task<http::Response> revoke(const Services& services, const http::Request& request) {
  const auto now = services.store.clock().now();
  const auto from = read_client_request(services, request, now);
  if (!from)
    co_return co_await refuse(services, request, "revocation.refused", nullptr, nullptr,
                              from.error().error, from.error().client_id);
  auto token = oauth::read_presented_token(from->body);
  if (!token)
    co_return oauth_error(token.error());
  co_await revoke_token(services, request, *from, std::move(*token), now);
  auto response = http::empty_response(200);
  response.set("Cache-Control", "no-store");
  co_return response;
}

}  // namespace latchkey::endpoint
