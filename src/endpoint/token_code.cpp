#include <algorithm>

#include "crypto/digest.hpp"
#include "endpoint/audit_event.hpp"
#include "endpoint/token.hpp"
#include "endpoint/token_values.hpp"
#include "oauth/decide/code_grant.hpp"
#include "store/grants.hpp"

namespace latchkey::endpoint {

namespace {

struct LoadedCode {
  std::optional<store::grants::GrantedCode> granted;
  std::shared_ptr<const oauth::Authority> user;
};

oauth::Error replay_error() {
  return {oauth::ErrorCode::invalid_grant, "The authorization code is not valid.",
          "the code was redeemed before; its grant is revoked"};
}

store::audit::Event replay_event(const TokenContext& context, const oauth::User* user,
                                 const std::string& grant_id) {
  auto event = refusal_event(context.request, "token.code_reused", &context.client(), user, {},
                             replay_error(), context.now);
  event.target = {.type = "grant", .id = grant_id, .name = {}};
  return event;
}

// What one exchange wants to make real; borrowed by the transaction while its Task waits.
struct Exchange {
  const TokenContext& context;
  const oauth::User* user;
  const std::string& digest;
  std::optional<oauth::RefreshToken> refresh_token;
  store::audit::Event issued;
  std::string grant_id;
};

store::grants::Redeem redeem(store::Transaction& tx, const Exchange& exchange) {
  const auto now = exchange.context.now;
  const auto outcome = store::grants::redeem_code(tx, exchange.digest, now);
  if (outcome == store::grants::Redeem::redeemed) {
    if (exchange.refresh_token)
      store::grants::insert_refresh_token(tx, *exchange.refresh_token);
    store::audit::append(tx, exchange.issued);
  } else if (outcome == store::grants::Redeem::already_redeemed) {
    store::grants::revoke(tx, exchange.grant_id, now, last_access_token_expiry(now));
    store::audit::append(tx, replay_event(exchange.context, exchange.user, exchange.grant_id));
  }
  return outcome;
}

Task<void> revoke_replayed(const TokenContext& context, const oauth::User* user,
                           const std::string& grant_id) {
  auto revoke = [event = replay_event(context, user, grant_id),
                 now = context.now](store::Transaction& tx) {
    store::grants::revoke(tx, event.target.id, now, last_access_token_expiry(now));
    store::audit::append(tx, event);
  };
  co_await context.services.store.write(std::move(revoke));
}

}  // namespace

// RFC 6749 4.1.3
Task<http::Response> exchange_code(const TokenContext& context,
                                   const oauth::CodeTokenRequest& request) {
  auto& store = context.services.store;
  const auto digest = crypto::digest_text(request.code.reveal());
  auto load = [&digest, &context](store::Transaction& tx) {
    LoadedCode loaded{.granted = store::grants::find_code_with_grant(tx, digest), .user = nullptr};
    if (loaded.granted)
      loaded.user = context.services.store.known_users().find_or_read(
          tx, context.snapshot(), loaded.granted->grant.user_id);
    return loaded;
  };
  const auto [granted, user] = co_await store.read(std::move(load));

  const auto* actor = user ? &user->user : nullptr;
  const oauth::CodeGrantState state{.code = granted ? &granted->code : nullptr,
                                    .grant = granted ? &granted->grant : nullptr,
                                    .user = user.get()};
  const auto issue =
      oauth::decide_code_grant(request, context.client(), state, context.policy, context.settings,
                               make_jti(store.random()), context.now);
  if (!issue) {
    if (issue.error().revokes_grant && granted)
      co_await revoke_replayed(context, actor, granted->grant.id);
    co_return co_await refuse_token(context, actor, issue.error().error);
  }

  const auto tokens = sign(context, *issue);
  const Secret refresh_token(issue->with_refresh_token
                                 ? make_bearer_value(store.random(), refresh_token_prefix)
                                 : std::string());
  Exchange exchange{
      .context = context,
      .user = actor,
      .digest = digest,
      .refresh_token = std::nullopt,
      .issued = issue_event(context, *issue, *actor, oauth::GrantType::authorization_code),
      .grant_id = granted->grant.id,
  };
  if (issue->with_refresh_token)
    exchange.refresh_token = oauth::RefreshToken{
        .digest = crypto::digest_text(refresh_token.reveal()),
        .grant_id = granted->grant.id,
        .created_at = context.now,
        .expires_at = std::min<Time>(context.now + context.settings.refresh_token_idle_lifetime,
                                     granted->grant.expires_at),
        .rotated_at = std::nullopt};
  auto make_real = [&exchange](store::Transaction& tx) { return redeem(tx, exchange); };
  const auto outcome = co_await store.write(std::move(make_real));
  if (outcome != store::grants::Redeem::redeemed)
    co_return co_await refuse_token(context, actor, replay_error());
  co_return token_answer(context, oauth::GrantType::authorization_code, *issue, tokens,
                         refresh_token.reveal());
}

}  // namespace latchkey::endpoint
