// A user, the roles that give it permissions, and what it may do as the protocol sees it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/scope.hpp"

namespace latchkey::oauth {

struct Role {
  std::string id;
  std::string org_id;
  std::string name;
  std::string description;
  bool is_built_in = false;
  bool is_system_administrator = false;  // holds every permission, of every later catalogue too
  ScopeSet permissions;
  Time created_at;
  Time updated_at;
};

struct User {
  std::string id;  // the sub of tokens
  std::string org_id;
  std::string email;
  bool email_verified = true;
  std::string first_name;
  std::string last_name;
  Status status = Status::active;
  std::vector<std::string> role_ids;
  Time created_at;
  Time updated_at;
  std::optional<Time> last_sign_in_at;

  [[nodiscard]] bool is_active() const { return status == Status::active; }
  [[nodiscard]] std::string display_name()
      const;  // "First Last", or the e-mail where both are empty
};

// A user with what its roles allow at this moment.
struct Authority {
  User user;
  ScopeSet permissions;  // the union of its roles'; the whole catalogue for an administrator
  bool is_system_administrator = false;
};

}  // namespace latchkey::oauth
