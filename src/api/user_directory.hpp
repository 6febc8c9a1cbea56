// The users and roles that other objects refer to, each read once within a transaction.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/json.hpp"
#include "oauth/model/user.hpp"
#include "store/store.hpp"

namespace latchkey::api {

// Of one organization. Used within the transaction it is made in.
class UserDirectory {
 public:
  UserDirectory(store::Transaction& tx, std::string org_id) : tx_(tx), org_id_(std::move(org_id)) {}

  // Null when there is none (any more). Valid as long as the directory.
  const oauth::User* user(const std::string& user_id);
  const oauth::Role* role(const std::string& role_id);

  // {"id": ..., "name": ...}; the name is null for a user who was deleted.
  json::object user_reference(const std::string& user_id);
  // [{"id": ..., "name": ...}]
  json::array role_references(const oauth::User& user);

 private:
  store::Transaction& tx_;
  std::string org_id_;
  std::map<std::string, std::optional<oauth::User>> users_;
  std::map<std::string, std::optional<oauth::Role>> roles_;
};

}  // namespace latchkey::api
