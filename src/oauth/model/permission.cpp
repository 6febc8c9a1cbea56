#include "oauth/model/permission.hpp"

#include <algorithm>

namespace latchkey::oauth {

PermissionCatalogue::PermissionCatalogue(std::vector<PermissionGroup> groups)
    : groups_(std::move(groups)) {
  for (std::size_t group = 0; group < groups_.size(); ++group)
    for (std::size_t index = 0; index < groups_[group].permissions.size(); ++index)
      by_name_.emplace_back(group, index);
  std::ranges::stable_sort(
      by_name_, {}, [this](Position position) { return std::string_view(at(position).name); });
}

const Permission* PermissionCatalogue::find(std::string_view name) const {
  const auto name_of = [this](Position position) { return std::string_view(at(position).name); };
  const auto found = std::ranges::lower_bound(by_name_, name, {}, name_of);
  if (found == by_name_.end() || name_of(*found) != name)
    return nullptr;
  return &at(*found);
}

ScopeSet PermissionCatalogue::all() const {
  std::vector<std::string> names;
  names.reserve(by_name_.size());
  for (const auto& group : groups_)
    for (const auto& permission : group.permissions) names.push_back(permission.name);
  return ScopeSet(std::move(names));
}

std::string_view name(ScopeCategory category) {
  switch (category) {
    case ScopeCategory::oidc:
      return "oidc";
    case ScopeCategory::rbac:
      return "rbac";
    case ScopeCategory::custom:
      break;
  }
  return "custom";
}

ScopeCategory category_of(std::string_view scope, const PermissionCatalogue& catalogue) {
  if (is_oidc_scope(scope))
    return ScopeCategory::oidc;
  return catalogue.contains(scope) ? ScopeCategory::rbac : ScopeCategory::custom;
}

}  // namespace latchkey::oauth
