#include "oauth/check/scope.hpp"

#include <algorithm>

namespace latchkey::oauth {

namespace {

// The asked scopes, or all there are to have when none is asked.
std::expected<ScopeSet, Error> narrow(const std::optional<ScopeSet>& asked,
                                      const ScopeSet& available, std::string_view description) {
  if (!asked || asked->empty())
    return available;
  const auto foreign =
      std::ranges::find_if(*asked, [&](const auto& scope) { return !available.contains(scope); });
  if (foreign != asked->end())
    return refuse(ErrorCode::invalid_scope, std::string(description), "scope " + *foreign);
  return *asked;
}

}  // namespace

std::expected<ScopeSet, Error> check_requested_scope(const std::optional<ScopeSet>& asked,
                                                     const Client& client) {
  return narrow(asked, client.scopes, "The scope goes beyond what the client is registered for.");
}

ScopeSet cut_to_authority(const ScopeSet& scopes, const Authority& user,
                          const ScopePolicy& policy) {
  if (!policy.rbac_enabled)
    return scopes;
  return scopes.filtered([&](const std::string& scope) {
    return user.is_system_administrator || !policy.catalogue.contains(scope) ||
           user.permissions.contains(scope);
  });
}

std::expected<ScopeSet, Error> check_refresh_scope(const std::optional<ScopeSet>& asked,
                                                   const ScopeSet& granted) {
  return narrow(asked, granted, "The scope goes beyond what was granted.");
}

}  // namespace latchkey::oauth
