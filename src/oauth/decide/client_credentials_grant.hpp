// The client credentials grant (RFC 6749 4.4): the client acts as its designated user.
#pragma once

#include <expected>

#include "oauth/decide/token.hpp"
#include "oauth/error.hpp"
#include "oauth/request/token_request.hpp"

namespace latchkey::oauth {

// acting_user: null when deleted. openid is never granted and asking for it is invalid_scope.
std::expected<Issue, Error> decide_client_credentials_grant(
    const ClientCredentialsTokenRequest& request, const Client& client,
    const Authority* acting_user, const ScopePolicy& policy, const Settings& settings,
    std::string jti, Time now);

}  // namespace latchkey::oauth
