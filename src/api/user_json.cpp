#include "api/user_json.hpp"

#include "api/render.hpp"

namespace latchkey::api {

json::object user_json(const oauth::User& user, UserDirectory& directory) {
  return {{"id", user.id},
          {"email", user.email},
          {"first_name", user.first_name},
          {"last_name", user.last_name},
          {"status", oauth::name(user.status)},
          {"roles", directory.role_references(user)},
          {"created_at", time_or_null(user.created_at)},
          {"last_sign_in_at", time_or_null(user.last_sign_in_at)}};
}

}  // namespace latchkey::api
