// The in-memory read side: what nearly every request needs and seldom changes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.hpp"
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

// An immutable map that copies share.
template <class T>
class SharedById {
 public:
  SharedById() = default;
  explicit SharedById(ById<T> map) : map_(std::make_shared<const ById<T>>(std::move(map))) {}

  // Null when there is none.
  [[nodiscard]] const T* find(std::string_view id) const {
    const auto found = map_->find(id);
    return found == map_->end() ? nullptr : found->second.get();
  }
  // The same, for whoever keeps it longer than the map.
  [[nodiscard]] std::shared_ptr<const T> share(std::string_view id) const {
    const auto found = map_->find(id);
    return found == map_->end() ? nullptr : found->second;
  }
  [[nodiscard]] const ById<T>& all() const { return *map_; }
  [[nodiscard]] std::size_t size() const { return map_->size(); }
  [[nodiscard]] auto begin() const { return map_->begin(); }
  [[nodiscard]] auto end() const { return map_->end(); }

 private:
  std::shared_ptr<const ById<T>> map_ = std::make_shared<const ById<T>>();
};

struct SigningKeys {
  Time es256_since{};  // when the key that signs now was made
  Time rs256_since{};
  std::shared_ptr<const jose::PrivateKey> es256;  // signs access tokens, and ID tokens by choice
  std::shared_ptr<const jose::PrivateKey> rs256;  // signs ID tokens
  jose::KeySet published;                         // all that verify: next, current, retired
};

// Immutable; shared by every request that took it. Borrowed pointers live as long as it. A copy is
// cheap: it shares what is not replaced.
class Snapshot {
 public:
  SharedById<oauth::Client> clients;
  SharedById<oauth::Role> roles;
  SharedById<oauth::Authority> acting_users;  // those that some client acts as
  SharedById<oauth::Settings> settings;       // by organization; defaults where there are none
  SharedById<oauth::PermissionCatalogue> catalogues;  // likewise
  std::shared_ptr<const SigningKeys> keys;
  Secret refresh_key;  // derives refresh token successors
  Secret csrf_key;     // derives CSRF tokens
  std::string default_org_id;
  std::int64_t client_revision = 0;  // the newest change among clients
  std::uint64_t version = 0;         // greater than that of the snapshot before
  Time published_at{};

  [[nodiscard]] const oauth::Client* client(std::string_view client_id) const;
  [[nodiscard]] const oauth::Role* role(std::string_view role_id) const;
  [[nodiscard]] const oauth::Settings& settings_of(std::string_view org_id) const;
  [[nodiscard]] const oauth::PermissionCatalogue& catalogue_of(std::string_view org_id) const;
  // The acting user with what its roles allow; null when it was deleted.
  [[nodiscard]] std::shared_ptr<const oauth::Authority> acting_user(std::string_view user_id) const;
  // What this user's roles allow.
  [[nodiscard]] oauth::Authority authority(oauth::User user) const;
};

}  // namespace latchkey::store
