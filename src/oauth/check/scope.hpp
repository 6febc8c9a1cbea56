// Which scopes a client may ask for and a token may carry.
#pragma once

#include <expected>
#include <optional>
#include <span>

#include "oauth/error.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/permission.hpp"
#include "oauth/model/resource.hpp"
#include "oauth/model/scope.hpp"
#include "oauth/model/user.hpp"

namespace latchkey::oauth {

// What scopes are judged by.
struct ScopePolicy {
  const PermissionCatalogue& catalogue;
  bool rbac_enabled;
  std::span<const Resource> resources{};  // that tokens may be narrowed to
};

// RFC 6749 3.3: nothing asked means all of the client's; one outside its list is invalid_scope.
std::expected<ScopeSet, Error> check_requested_scope(const std::optional<ScopeSet>& asked,
                                                     const Client& client);

// Cuts RBAC scopes to the user's permissions while RBAC is enabled; OIDC and custom ones stay.
ScopeSet cut_to_authority(const ScopeSet& scopes, const Authority& user, const ScopePolicy& policy);

// RFC 6749 6: what a refresh asks for must lie within the grant's.
std::expected<ScopeSet, Error> check_refresh_scope(const std::optional<ScopeSet>& asked,
                                                   const ScopeSet& granted);

}  // namespace latchkey::oauth
