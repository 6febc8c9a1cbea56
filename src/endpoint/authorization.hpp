// What the steps of the authorization endpoint share: the request under way, and its three ends.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/form.hpp"
#include "base/task.hpp"
#include "endpoint/endpoints.hpp"
#include "http/message.hpp"
#include "identity/browser_sessions.hpp"
#include "oauth/error.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/interaction.hpp"
#include "oauth/request/authorization_request.hpp"
#include "store/snapshot.hpp"

namespace latchkey::endpoint {

// An interaction that the browser came back with.
struct ReturnedInteraction {
  std::string value;  // of the URL
  oauth::Interaction record;
};

// An authorization request whose client and redirect URI are settled: from here on errors go back.
struct Authorization {
  const Services& services;
  const http::Request& request;
  std::shared_ptr<const store::Snapshot> snapshot;  // keeps client alive
  const oauth::Client* client;
  Parameters parameters;
  std::string redirect_uri;
  oauth::ErrorReturn error_return;
  std::optional<ReturnedInteraction> interaction;
  Time now;

  [[nodiscard]] const oauth::Settings& settings() const {
    return snapshot->settings_of(client->org_id);
  }
};

// Ends on a page (HTTP 400, no Location): what the user can do, while the log says what it was.
http::Response authorization_error_page(const Services& services, const http::Request& request,
                                        const oauth::Error& error);

// Ends back at the client: by 303, or by the form_post page.
http::Response answer_client(const Authorization& authorization, const Parameters& response,
                             oauth::ResponseMode mode);
Task<http::Response> refuse_back(const Authorization& authorization, const oauth::User* user,
                                 oauth::Error error);

// Issues a code for what was granted and answers the client. Where an interaction led here it is
// used up in the same transaction, and the consent that it brought is remembered.
Task<http::Response> grant_code(const Authorization& authorization,
                                const oauth::AuthorizationRequest& request,
                                const identity::CurrentSession& current, oauth::ScopeSet scopes);

// Sends the browser to a page of ours to come back with an interaction.
Task<http::Response> send_to_sign_in(const Authorization& authorization);
Task<http::Response> send_to_consent(const Authorization& authorization, const oauth::User& user,
                                     oauth::ScopeSet offered);

}  // namespace latchkey::endpoint
