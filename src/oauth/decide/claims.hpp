// The claims about a user that scopes and individual requests disclose (OIDC Core 5.1, 5.4, 5.5).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "oauth/model/scope.hpp"
#include "oauth/model/user.hpp"

namespace latchkey::oauth {

// The claims this server knows; claims_supported of discovery beyond the protocol's own.
const std::vector<std::string>& user_claim_names();

// Whether one of the scopes discloses the claim.
bool discloses(const ScopeSet& scopes, std::string_view claim);

// sub always; profile: name, given_name, family_name, preferred_username, updated_at; email: email,
// email_verified; and each of names. What is empty is left out.
json::object user_claims(const User& user, const ScopeSet& scopes,
                         const std::vector<std::string>& names);

// Only the named ones, without sub: for the ID token.
json::object named_claims(const User& user, const std::vector<std::string>& names);

}  // namespace latchkey::oauth
