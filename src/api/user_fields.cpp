#include "api/user_fields.hpp"

#include "api/audit_event.hpp"
#include "base/utf8.hpp"
#include "identity/email.hpp"
#include "identity/password_policy.hpp"
#include "oauth/check/plain_text.hpp"

namespace latchkey::api {
namespace {

constexpr std::size_t max_name_characters = 100;

void read_name(Fields& body, std::string_view field, std::string& name) {
  auto text = body.text(field);
  if (!text)
    return;
  if (character_count(*text) > max_name_characters)
    body.faults.add(field, "must be at most 100 characters long");
  else if (oauth::has_control_character(*text))
    body.faults.add(field, "must not hold line breaks or other control characters");
  name = std::move(*text);
}

}  // namespace

void read_names(Fields& body, oauth::User& user) {
  read_name(body, "first_name", user.first_name);
  read_name(body, "last_name", user.last_name);
}

void read_email(Fields& body, oauth::User& user) {
  auto email = body.text("email");
  if (!email)
    return;
  if (const auto fault = identity::email_fault(*email))
    body.faults.add("email", *fault);
  user.email = std::move(*email);
}

Secret read_password(Fields& body, std::string_view name, std::string_view email) {
  body.require(name);
  const auto text = body.text(name);
  if (!text)
    return {};
  Secret password(*text);
  if (const auto fault = identity::password_fault(password, email))
    body.faults.add(name, *fault);
  return password;
}

void refuse_immutable_user_fields(Fields& body) {
  for (const std::string_view name :
       {"id", "org_id", "roles", "created_at", "updated_at", "last_sign_in_at", "email_verified"})
    body.fixed(name, "cannot be set here");
}

store::audit::Target user_target(const oauth::User& user) {
  return {.type = "user", .id = user.id, .name = user.email};
}

json::object user_changes(const oauth::User& before, const oauth::User& after,
                          UserDirectory& directory) {
  json::object changed;
  json::array fields;
  if (before.email != after.email)
    fields.emplace_back("email");
  if (before.first_name != after.first_name)
    fields.emplace_back("first_name");
  if (before.last_name != after.last_name)
    fields.emplace_back("last_name");
  if (!fields.empty())
    changed["fields"] = std::move(fields);
  if (before.role_ids != after.role_ids)
    changed["roles"] = json::object{{"from", directory.role_references(before)},
                                    {"to", directory.role_references(after)}};
  return changed;
}

std::optional<Problem> problem_of(store::users::Change change) {
  switch (change) {
    case store::users::Change::done:
      return std::nullopt;
    case store::users::Change::gone:
      return not_found("user");
    case store::users::Change::email_taken:
      return email_taken();
    case store::users::Change::last_administrator:
      return last_administrator();
  }
  return std::nullopt;
}

Problem last_administrator() {
  return conflict("There would be no enabled System Administrator left.");
}

Problem email_taken() {
  return conflict("Another user has this e-mail address.",
                  {{.field = "email", .message = "is taken"}});
}

}  // namespace latchkey::api
