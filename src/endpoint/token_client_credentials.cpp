#include "endpoint/token.hpp"
#include "oauth/decide/client_credentials_grant.hpp"

namespace latchkey::endpoint {

// RFC 6749 4.4
Task<http::Response> issue_client_credentials(const TokenContext& context,
                                              const oauth::ClientCredentialsTokenRequest& request) {
  auto& store = context.services.store;
  const auto user = context.snapshot().acting_user(context.client().acting_user_id);
  const auto issue = oauth::decide_client_credentials_grant(
      request, context.client(), user ? &*user : nullptr, context.policy, context.settings,
      make_jti(store.random()), context.now);
  if (!issue)
    co_return co_await refuse_token(context, user ? &user->user : nullptr, issue.error());

  const auto tokens = sign(context, *issue);
  auto event = issue_event(context, *issue, user->user, oauth::GrantType::client_credentials);
  auto append = [event = std::move(event)](store::Transaction& tx) {
    store::audit::append(tx, event);
  };
  co_await store.write(std::move(append));
  co_return token_answer(context, oauth::GrantType::client_credentials, *issue, tokens);
}

}  // namespace latchkey::endpoint
