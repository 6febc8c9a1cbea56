#include "oauth/decide/logout.hpp"

#include "oauth/authorization_response.hpp"
#include "oauth/check/redirect_uri.hpp"

namespace latchkey::oauth {

namespace {

bool contradicts_hint(const LogoutRequest& request, const LogoutState& state) {
  return state.hint && request.client_id && *request.client_id != state.hint->client_id;
}

bool has_registered_target(const LogoutRequest& request, const LogoutState& state) {
  return state.client != nullptr &&
         matches_any_redirect_uri(state.client->post_logout_redirect_uris,
                                  *request.post_logout_redirect_uri);
}

std::string target(const LogoutRequest& request) {
  if (!request.post_logout_redirect_uri)
    return {};
  Parameters parameters;
  if (request.state)
    parameters.emplace_back("state", *request.state);
  return append_query(*request.post_logout_redirect_uri, parameters);
}

LogoutDecision refuse_logout(std::string reason) {
  LogoutDecision decision;
  decision.refusal = std::move(reason);
  return decision;
}

// Whether the request proves, by an ID token, that it comes from a client of this very user.
bool is_trusted(const LogoutState& state) {
  return state.hint && (state.session == nullptr || state.session->user_id == state.hint->sub);
}

}  // namespace

LogoutDecision decide_logout(const LogoutRequest& request, const LogoutState& state) {
  if (contradicts_hint(request, state))
    return refuse_logout("The application is not the one that the id_token_hint was issued to.");
  if (request.post_logout_redirect_uri && !has_registered_target(request, state))
    return refuse_logout("The address to return to is not registered for the application.");
  LogoutDecision decision;
  const bool is_someone_signed_in = state.session != nullptr;
  decision.ends_session = is_someone_signed_in && is_trusted(state);
  decision.asks_confirmation = is_someone_signed_in && !decision.ends_session;
  if (is_trusted(state) || decision.asks_confirmation)
    decision.redirect_to = target(request);
  return decision;
}

}  // namespace latchkey::oauth
