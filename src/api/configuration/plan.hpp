// What a configuration file would change: worked out completely before anything is changed.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "api/call.hpp"
#include "api/configuration/state.hpp"
#include "api/fields.hpp"
#include "store/clients.hpp"

namespace latchkey::api::configuration {

// before is nothing for what is new, after for what goes.
struct RoleChange {
  std::optional<oauth::Role> before;
  std::optional<oauth::Role> after;
};

struct ClientChange {
  std::optional<oauth::Client> before;
  std::optional<oauth::Client> after;  // without new_secret
  bool has_given_id = false;           // that of after is the file's, not made up
  std::optional<oauth::ClientSecret> new_secret{};
  std::optional<oauth::ClientSecret> replaced_secret{};  // the older of two
  std::optional<store::clients::Impact> impact{};        // of a deletion
};

struct Plan {
  std::optional<oauth::Settings> settings;
  std::optional<oauth::PermissionCatalogue> catalogue;
  std::vector<RoleChange> roles;
  std::vector<ClientChange> clients;

  [[nodiscard]] bool empty() const {
    return !settings && !catalogue && roles.empty() && clients.empty();
  }
};

// Sections that the file has not are left alone, as are settings that it does not name. A role or
// client is as the file says, with defaults for what it does not say; those that it does not name
// go with prune and stay without. The faults are all there are, by their place in the file.
std::expected<Plan, Problem> make_plan(store::Transaction& tx, const Call& call, Fields file,
                                       const State& state, bool prune);

}  // namespace latchkey::api::configuration
