// What a logout request leads to (OIDC RP-Initiated Logout 1.0, sections 2 and 3).
#pragma once

#include <optional>
#include <string>

#include "oauth/check/id_token_hint.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/session.hpp"
#include "oauth/request/logout_request.hpp"

namespace latchkey::oauth {

struct LogoutState {
  const Session* session;                  // null: nobody is signed in
  const std::optional<IdTokenHint>& hint;  // nothing when absent or not genuine
  const Client* client;                    // the hint's or client_id's; null when unknown
};

struct LogoutDecision {
  bool ends_session = false;       // at once
  bool asks_confirmation = false;  // first
  std::string redirect_to;         // afterwards, with state; empty: say that it signed out
  std::string refusal;             // what is wrong with the request, for the page; may be empty
};

LogoutDecision decide_logout(const LogoutRequest& request, const LogoutState& state);

}  // namespace latchkey::oauth
