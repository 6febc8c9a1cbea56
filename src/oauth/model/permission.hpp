// The permission catalogue: what RBAC scopes and roles are made of.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "oauth/model/scope.hpp"

namespace latchkey::oauth {

struct Permission {
  std::string name;         // "pipelines:read"
  std::string description;  // "View pipelines and their execution results"
  friend bool operator==(const Permission&, const Permission&) = default;
};

struct PermissionGroup {
  std::string name;  // "Pipelines"
  std::vector<Permission> permissions;
  friend bool operator==(const PermissionGroup&, const PermissionGroup&) = default;
};

// Immutable after it is built.
class PermissionCatalogue {
 public:
  explicit PermissionCatalogue(std::vector<PermissionGroup> groups);
  static PermissionCatalogue standard();
  // The names of those that Latchkey itself asks for; every catalogue holds them.
  static std::span<const std::string_view> needed();

  [[nodiscard]] const std::vector<PermissionGroup>& groups() const { return groups_; }
  [[nodiscard]] const Permission* find(std::string_view name) const;
  [[nodiscard]] bool contains(std::string_view name) const { return find(name) != nullptr; }
  [[nodiscard]] ScopeSet all() const;
  friend bool operator==(const PermissionCatalogue& a, const PermissionCatalogue& b) {
    return a.groups_ == b.groups_;
  }

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
