// A user as the REST API shows it.
#pragma once

#include "api/user_directory.hpp"
#include "base/json.hpp"
#include "oauth/model/user.hpp"

namespace latchkey::api {

json::object user_json(const oauth::User& user, UserDirectory& directory);

}  // namespace latchkey::api
