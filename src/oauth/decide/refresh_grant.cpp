#include "oauth/decide/refresh_grant.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "crypto/digest.hpp"
#include "oauth/check/requested_resource.hpp"
#include "oauth/decide/grant_use.hpp"

namespace latchkey::oauth {

namespace {

constexpr std::size_t random_part_length = 43;  // of make_bearer_value: 256 bits in base64url

std::unexpected<RefreshGrantRefusal> refuse_token(std::string detail, bool revokes_grant = false) {
  return std::unexpected(RefreshGrantRefusal{
      {ErrorCode::invalid_grant, "The refresh token is invalid or expired.", std::move(detail)},
      revokes_grant});
}

// A client whose answer got lost asks again; anyone who comes later, or after the successor was
// used, shows that two hold the token (RFC 9700 4.14.2).
bool is_repetition(const RefreshGrantState& state, Time now) {
  return now - *state.token->rotated_at <= refresh_repeat_window && state.successor != nullptr &&
         !state.successor->rotated_at;
}

std::expected<void, RefreshGrantRefusal> check_token(const Client& client,
                                                     const RefreshGrantState& state, Time now) {
  if (state.token == nullptr)
    return refuse_token("the refresh token is unknown");
  if (state.grant == nullptr)
    return refuse_token("the grant is gone");
  if (state.grant->client_id != client.id)
    return refuse_token("the refresh token was issued to client " + state.grant->client_id);
  if (state.token->rotated_at && !is_repetition(state, now))
    return refuse_token("the refresh token was rotated before", true);
  if (now >= state.token->expires_at)
    return refuse_token("the refresh token has expired");
  return {};
}

}  // namespace

Secret derive_successor(const Secret& refresh_token, std::string_view server_key) {
  const auto token = refresh_token.reveal();
  const auto random_length = std::min(token.size(), random_part_length);
  std::string successor(token.substr(0, token.size() - random_length));
  successor += base64url_encode(crypto::hmac_sha256(server_key, token));
  return Secret(std::move(successor));
}

std::expected<Issue, RefreshGrantRefusal> decide_refresh_grant(
    const RefreshTokenRequest& request, const Client& client, const RefreshGrantState& state,
    const ScopePolicy& policy, const Settings& settings, std::string jti, Time now) {
  if (auto checked = check_grant_type(client, GrantType::refresh_token); !checked)
    return std::unexpected(RefreshGrantRefusal{std::move(checked.error())});
  if (auto checked = check_token(client, state, now); !checked)
    return std::unexpected(std::move(checked.error()));
  if (auto checked = check_grant_is_live(state.grant, state.user, now); !checked)
    return std::unexpected(RefreshGrantRefusal{std::move(checked.error())});
  auto scopes = check_refresh_scope(request.scope, state.grant->scopes);
  if (!scopes)
    return std::unexpected(RefreshGrantRefusal{std::move(scopes.error())});
  auto resource = choose_resource(request.resource, state.grant->resources, policy.resources);
  if (!resource)
    return std::unexpected(RefreshGrantRefusal{std::move(resource.error())});
  const GrantUse use{client,       *state.grant, *state.user, std::move(*scopes),
                     std::nullopt, *resource};
  return issue_from_grant(use, policy, settings, std::move(jti), now);
}

}  // namespace latchkey::oauth
