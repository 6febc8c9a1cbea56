// What a user's answer on the consent screen grants.
#pragma once

#include <expected>
#include <vector>

#include "oauth/check/scope.hpp"
#include "oauth/error.hpp"
#include "oauth/model/scope.hpp"
#include "oauth/model/user.hpp"

namespace latchkey::oauth {

// offered: what the server's record says was shown; ticked: what the form brings. Ticked scopes
// that were not offered are an error (invalid_request, shown to the user); openid stays where it
// was offered; RBAC scopes that the user does not hold are dropped. Nothing left is access_denied.
std::expected<ScopeSet, Error> decide_consent(const ScopeSet& offered, const ScopeSet& ticked,
                                              const Authority& user, const ScopePolicy& policy);

}  // namespace latchkey::oauth
