#include "oauth/check/redirect_uri.hpp"
#include "oauth/decide/authorize.hpp"

namespace latchkey::oauth {

std::expected<void, Error> check_authorization_target(const Client* client,
                                                      const AuthorizationTarget& target) {
  if (client == nullptr)
    return refuse(ErrorCode::invalid_request, "The application is unknown.",
                  "no client " + target.client_id);
  if (!client->is_active())
    return refuse(ErrorCode::unauthorized_client, "The application is disabled.",
                  "client " + client->id + " is disabled");
  if (!client->allows(GrantType::authorization_code))
    return refuse(ErrorCode::unauthorized_client, "The application may not sign users in.",
                  "client " + client->id + " has no authorization_code grant");
  if (!matches_any_redirect_uri(client->redirect_uris, target.redirect_uri))
    return refuse(ErrorCode::invalid_request,
                  "The redirect URI is not registered for the application.",
                  "no redirect URI of client " + client->id + " is " + target.redirect_uri);
  return {};
}

}  // namespace latchkey::oauth
