// The fields of a user that a body may set, and what they must be.
#pragma once

#include <optional>
#include <string_view>

#include "api/fields.hpp"
#include "api/user_directory.hpp"
#include "base/secret.hpp"
#include "oauth/model/user.hpp"
#include "store/audit.hpp"
#include "store/users.hpp"

namespace latchkey::api {

// first_name and last_name, where they are given.
void read_names(Fields& body, oauth::User& user);
// email, where it is given.
void read_email(Fields& body, oauth::User& user);
// The required password in that member, within the policy for passwords.
Secret read_password(Fields& body, std::string_view name, std::string_view email);
// What a change of a user can never set.
void refuse_immutable_user_fields(Fields& body);

store::audit::Target user_target(const oauth::User& user);
// For the audit: roles with before and after, of the rest only which fields changed.
json::object user_changes(const oauth::User& before, const oauth::User& after,
                          UserDirectory& directory);

// Why a user could not be changed; nothing when it was.
std::optional<Problem> problem_of(store::users::Change change);
Problem last_administrator();
Problem email_taken();

}  // namespace latchkey::api
