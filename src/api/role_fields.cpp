#include "api/role_fields.hpp"

#include "base/utf8.hpp"
#include "oauth/check/plain_text.hpp"

namespace latchkey::api {
namespace {

constexpr std::size_t max_name_characters = 100;
constexpr std::size_t max_description_characters = 500;

void judge_name(Fields& body, const std::string& name) {
  if (oauth::is_blank(name))
    body.faults.add("name", "must not be empty");
  else if (character_count(name) > max_name_characters)
    body.faults.add("name", "must be at most 100 characters long");
  else if (oauth::has_control_character(name))
    body.faults.add("name", "must not hold line breaks or other control characters");
}

void judge_description(Fields& body, const std::string& description) {
  if (character_count(description) > max_description_characters)
    body.faults.add("description", "must be at most 500 characters long");
  else if (oauth::has_control_character_beyond_layout(description))
    body.faults.add("description",
                    "must not hold control characters other than line breaks and tabs");
}

void read_role_permissions(Fields& body, oauth::Role& role,
                           const oauth::PermissionCatalogue& catalogue) {
  auto names = body.texts("permissions");
  if (!names)
    return;
  role.permissions = oauth::ScopeSet(std::move(*names));
  const auto unknown =
      role.permissions.filtered([&](const std::string& name) { return !catalogue.contains(name); });
  if (!unknown.empty())
    body.faults.add("permissions", "must hold permissions of the catalogue only");
}

}  // namespace

void read_role(Fields& body, oauth::Role& role, const oauth::PermissionCatalogue& catalogue) {
  if (auto name = body.text("name")) {
    judge_name(body, *name);
    role.name = std::move(*name);
  }
  if (auto description = body.text("description")) {
    judge_description(body, *description);
    role.description = std::move(*description);
  }
  read_role_permissions(body, role, catalogue);
  for (const std::string_view name : {"id", "org_id", "is_built_in", "is_system_administrator",
                                      "user_count", "created_at", "updated_at"})
    body.fixed(name, "is set by the server");
  body.refuse_the_rest();
}

}  // namespace latchkey::api
