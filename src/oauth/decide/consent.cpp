#include "oauth/decide/consent.hpp"

namespace latchkey::oauth {

std::expected<ScopeSet, Error> decide_consent(const ScopeSet& offered, const ScopeSet& ticked,
                                              const Authority& user, const ScopePolicy& policy) {
  if (!offered.contains_all(ticked))
    return refuse(ErrorCode::invalid_request, "The form holds a scope that was not offered.");
  const auto approved = offered.filtered(
      [&](const std::string& scope) { return scope == "openid" || ticked.contains(scope); });
  auto granted = cut_to_authority(approved, user, policy);
  if (granted.empty())
    return refuse(ErrorCode::access_denied, "The user granted nothing.");
  return granted;
}

}  // namespace latchkey::oauth
