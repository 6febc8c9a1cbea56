// The permission catalogue: what RBAC scopes and roles are made of.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "oauth/model/scope.hpp"

namespace latchkey::oauth {

struct Permission {
  std::string name;         // "pipelines:read"
  std::string description;  // "View pipelines and their execution results"
};

struct PermissionGroup {
  std::string name;  // "Pipelines"
  std::vector<Permission> permissions;
};

// Immutable after it is built.
class PermissionCatalogue {
 public:
  explicit PermissionCatalogue(std::vector<PermissionGroup> groups);
  static PermissionCatalogue standard();

  [[nodiscard]] const std::vector<PermissionGroup>& groups() const { return groups_; }
  [[nodiscard]] const Permission* find(std::string_view name) const;
  [[nodiscard]] bool contains(std::string_view name) const { return find(name) != nullptr; }
  [[nodiscard]] ScopeSet all() const;

 private:
  using Position = std::pair<std::size_t, std::size_t>;  // group, permission in it
  [[nodiscard]] const Permission& at(Position position) const {
    return groups_[position.first].permissions[position.second];
  }

  std::vector<PermissionGroup> groups_;
  std::vector<Position> by_name_;
};

enum class ScopeCategory { oidc, rbac, custom };
std::string_view name(ScopeCategory category);
ScopeCategory category_of(std::string_view scope, const PermissionCatalogue& catalogue);

}  // namespace latchkey::oauth
