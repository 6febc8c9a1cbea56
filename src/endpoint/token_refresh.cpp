#include <algorithm>

#include "crypto/digest.hpp"
#include "endpoint/audit_event.hpp"
#include "endpoint/token.hpp"
#include "endpoint/token_values.hpp"
#include "oauth/decide/refresh_grant.hpp"
#include "store/grants.hpp"

namespace latchkey::endpoint {

namespace {

struct LoadedToken {
  std::optional<store::grants::GrantedRefreshToken> granted;
  std::optional<oauth::RefreshToken> successor;
  std::shared_ptr<const oauth::Authority> user;
};

oauth::Error reuse_error() {
  return {oauth::ErrorCode::invalid_grant, "The refresh token is not valid.",
          "the refresh token was rotated before; its grant is revoked"};
}

store::audit::Event reuse_event(const TokenContext& context, const oauth::User* user,
                                const std::string& grant_id) {
  auto event = refusal_event(context.request, "token.refresh_reused", &context.client(), user, {},
                             reuse_error(), context.now);
  event.target = {.type = "grant", .id = grant_id, .name = {}};
  return event;
}

// What one refresh wants to make real; borrowed by the transaction while its Task waits.
struct Rotation {
  const TokenContext& context;
  const oauth::User* user;
  const std::string& digest;
  oauth::RefreshToken successor;
  store::audit::Event issued;
};

store::grants::Rotate rotate(store::Transaction& tx, const Rotation& rotation) {
  using store::grants::Rotate;
  const auto now = rotation.context.now;
  const auto outcome = store::grants::rotate_refresh_token(tx, rotation.digest, rotation.successor,
                                                           now - oauth::refresh_repeat_window, now);
  if (outcome == Rotate::rotated || outcome == Rotate::repeated) {
    store::audit::append(tx, rotation.issued);
  } else if (outcome == Rotate::reused) {
    store::grants::revoke(tx, rotation.successor.grant_id, now, last_access_token_expiry(now));
    store::audit::append(tx,
                         reuse_event(rotation.context, rotation.user, rotation.successor.grant_id));
  }
  return outcome;
}

Task<void> revoke_reused(const TokenContext& context, const oauth::User* user,
                         const std::string& grant_id) {
  auto revoke = [event = reuse_event(context, user, grant_id),
                 now = context.now](store::Transaction& tx) {
    store::grants::revoke(tx, event.target.id, now, last_access_token_expiry(now));
    store::audit::append(tx, event);
  };
  co_await context.services.store.write(std::move(revoke));
}

Task<LoadedToken> load(const TokenContext& context, std::string digest,
                       std::string successor_digest) {
  auto read = [&](store::Transaction& tx) {
    LoadedToken loaded{.granted = store::grants::find_refresh_token_with_grant(tx, digest),
                       .successor = std::nullopt,
                       .user = nullptr};
    if (!loaded.granted)
      return loaded;
    if (loaded.granted->token.rotated_at)
      loaded.successor = store::grants::find_refresh_token(tx, successor_digest);
    loaded.user = context.services.store.known_users().find_or_read(tx, context.snapshot(),
                                                                    loaded.granted->grant.user_id);
    return loaded;
  };
  co_return co_await context.services.store.read(std::move(read));
}

}  // namespace

// RFC 6749 6, RFC 9700 4.14.2
Task<http::Response> exchange_refresh_token(const TokenContext& context,
                                            const oauth::RefreshTokenRequest& request) {
  auto& store = context.services.store;
  const auto successor =
      oauth::derive_successor(request.refresh_token, context.snapshot().refresh_key.reveal());
  const auto digest = crypto::digest_text(request.refresh_token.reveal());
  const auto successor_digest = crypto::digest_text(successor.reveal());
  const auto loaded = co_await load(context, digest, successor_digest);

  const auto& granted = loaded.granted;
  const auto* actor = loaded.user ? &loaded.user->user : nullptr;
  const oauth::RefreshGrantState state{.token = granted ? &granted->token : nullptr,
                                       .successor = loaded.successor ? &*loaded.successor : nullptr,
                                       .grant = granted ? &granted->grant : nullptr,
                                       .user = loaded.user.get()};
  const auto issue =
      oauth::decide_refresh_grant(request, context.client(), state, context.policy,
                                  context.settings, make_jti(store.random()), context.now);
  if (!issue) {
    if (issue.error().revokes_grant && granted)
      co_await revoke_reused(context, actor, granted->grant.id);
    co_return co_await refuse_token(context, actor, issue.error().error);
  }

  const auto tokens = sign(context, *issue);
  const auto idle_end = context.now + context.settings.refresh_token_idle_lifetime;
  const Rotation rotation{
      .context = context,
      .user = actor,
      .digest = digest,
      .successor = {.digest = successor_digest,
                    .grant_id = granted->grant.id,
                    .created_at = context.now,
                    .expires_at = std::min<Time>(idle_end, granted->grant.expires_at),
                    .rotated_at = std::nullopt},
      .issued = issue_event(context, *issue, *actor, oauth::GrantType::refresh_token),
  };
  auto make_real = [&rotation](store::Transaction& tx) { return rotate(tx, rotation); };
  const auto outcome = co_await store.write(std::move(make_real));
  if (outcome != store::grants::Rotate::rotated && outcome != store::grants::Rotate::repeated)
    co_return co_await refuse_token(context, actor, reuse_error());
  co_return token_answer(context, oauth::GrantType::refresh_token, *issue, tokens,
                         successor.reveal());
}

}  // namespace latchkey::endpoint
