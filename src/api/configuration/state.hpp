// What a configuration file can say, as it is stored, and in the words of the file.
#pragma once

#include <optional>
#include <vector>

#include "api/user_directory.hpp"
#include "base/json.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/permission.hpp"
#include "oauth/model/settings.hpp"
#include "oauth/model/user.hpp"
#include "store/store.hpp"

namespace latchkey::api::configuration {

inline constexpr std::int64_t version = 1;

struct State {
  oauth::Settings settings;
  oauth::PermissionCatalogue catalogue;
  std::vector<oauth::Role> roles;      // but the System Administrator's, which is always the same
  std::vector<oauth::Client> clients;  // by name, then id
};
State load(store::Transaction& tx, std::string_view org_id);

// With every member that a file may have but secrets. acting_user is an e-mail address; it is not
// there when the user was deleted.
json::object role_members(const oauth::Role& role);
json::object client_members(const oauth::Client& client, UserDirectory& directory);

// Without the members that have their default.
json::object without_defaults(json::object members);

// The whole file.
json::object document(const State& state, UserDirectory& directory);

}  // namespace latchkey::api::configuration
