#include "oauth/check/permission_catalogue.hpp"

#include <algorithm>
#include <set>

#include "base/utf8.hpp"
#include "oauth/check/plain_text.hpp"

namespace latchkey::oauth {

namespace {

// A client holds at most 200 scopes; one that holds every permission has room for others.
constexpr std::size_t max_permissions = 180;
constexpr std::size_t max_permission_length = 100;
constexpr std::size_t max_group_name_characters = 60;
constexpr std::size_t max_description_characters = 200;

class Check {
 public:
  void run(std::span<const PermissionGroup> groups) {
    for (std::size_t index = 0; index < groups.size(); ++index)
      check_group(groups[index], "permissions[" + std::to_string(index) + "].");
    if (permissions_.size() > max_permissions)
      add("permissions", "must hold at most 180 permissions");
    for (const auto needed : PermissionCatalogue::needed())
      if (!permissions_.contains(needed))
        add("permissions", "must hold " + std::string(needed) + ", which Latchkey itself asks for");
  }
  [[nodiscard]] std::vector<FieldError> take() { return std::move(faults_); }

 private:
  void check_group(const PermissionGroup& group, const std::string& path) {
    check_text(group.name, path + "group", max_group_name_characters);
    if (!groups_.insert(group.name).second)
      add(path + "group", "is there twice");
    if (group.permissions.empty())
      add(path + "scopes", "must hold at least one permission");
    for (std::size_t index = 0; index < group.permissions.size(); ++index)
      check_permission(group.permissions[index], path + "scopes[" + std::to_string(index) + "].");
  }

  void check_permission(const Permission& permission, const std::string& path) {
    check_text(permission.description, path + "description", max_description_characters);
    if (!is_permission_name(permission.name))
      add(path + "name",
          "must be a group and an action, such as pipelines:read, of printable ASCII characters "
          "without spaces, quotes and backslashes");
    else if (permission.name.size() > max_permission_length)
      add(path + "name", "must be at most 100 characters long");
    if (!permissions_.insert(permission.name).second)
      add(path + "name", "is there twice");
  }

  void check_text(std::string_view text, const std::string& field, std::size_t max_characters) {
    if (!is_utf8(text))
      add(field, "must be UTF-8");
    else if (is_blank(text))
      add(field, "must not be empty");
    else if (character_count(text) > max_characters)
      add(field, "must be at most " + std::to_string(max_characters) + " characters long");
    else if (has_control_character(text))
      add(field, "must not hold line breaks or other control characters");
  }

  void add(std::string field, std::string message) {
    faults_.push_back({.field = std::move(field), .message = std::move(message)});
  }

  std::set<std::string_view> groups_;
  std::set<std::string_view> permissions_;
  std::vector<FieldError> faults_;
};

}  // namespace

std::vector<FieldError> permission_catalogue_faults(std::span<const PermissionGroup> groups) {
  Check check;
  check.run(groups);
  return check.take();
}

bool is_permission_name(std::string_view text) {
  const auto colon = text.find(':');
  return is_scope_token(text) && colon != std::string_view::npos && colon > 0 &&
         colon + 1 < text.size();
}

}  // namespace latchkey::oauth
