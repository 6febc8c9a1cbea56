// The in-memory read side: what nearly every request needs and seldom changes.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/secret.hpp"
#include "jose/key_set.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/permission.hpp"
#include "oauth/model/settings.hpp"
#include "oauth/model/user.hpp"

namespace latchkey::store {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
template <class T>
using ById = std::unordered_map<std::string, std::shared_ptr<const T>, StringHash, std::equal_to<>>;

struct SigningKeys {
  std::shared_ptr<const jose::PrivateKey> es256;  // signs access tokens, and ID tokens by choice
  std::shared_ptr<const jose::PrivateKey> rs256;  // signs ID tokens
  jose::KeySet published;                         // all that verify: next, current, retired
};

// Immutable; shared by every request that took it. Borrowed pointers live as long as it.
class Snapshot {
 public:
  ById<oauth::Client> clients;
  ById<oauth::Role> roles;
  ById<oauth::User> acting_users;  // those that some client acts as
  ById<oauth::Settings> settings;  // by organization
  std::shared_ptr<const SigningKeys> keys;
  Secret refresh_key;  // derives refresh token successors
  Secret csrf_key;     // derives CSRF tokens
  std::string default_org_id;

  [[nodiscard]] const oauth::Client* client(std::string_view client_id) const;
  [[nodiscard]] const oauth::Role* role(std::string_view role_id) const;
  [[nodiscard]] const oauth::Settings& settings_of(std::string_view org_id) const;
  // The acting user with what its roles allow; nothing when it was deleted.
  [[nodiscard]] std::optional<oauth::Authority> acting_user(
      std::string_view user_id, const oauth::PermissionCatalogue& catalogue) const;
  // What this user's roles allow.
  [[nodiscard]] oauth::Authority authority(oauth::User user,
                                           const oauth::PermissionCatalogue& catalogue) const;
};

}  // namespace latchkey::store
