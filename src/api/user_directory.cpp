#include "api/user_directory.hpp"

#include "api/local_administrator.hpp"
#include "store/roles.hpp"
#include "store/users.hpp"

namespace latchkey::api {

const oauth::User* UserDirectory::user(const std::string& user_id) {
  const auto [entry, is_new] = users_.try_emplace(user_id);
  if (is_new)
    entry->second = store::users::find(tx_, org_id_, user_id);
  return entry->second ? &*entry->second : nullptr;
}

const oauth::Role* UserDirectory::role(const std::string& role_id) {
  const auto [entry, is_new] = roles_.try_emplace(role_id);
  if (is_new)
    entry->second = store::roles::find(tx_, org_id_, role_id);
  return entry->second ? &*entry->second : nullptr;
}

json::object UserDirectory::user_reference(const std::string& user_id) {
  json::object reference{{"id", user_id}, {"name", nullptr}};
  if (user_id == local_administrator_id)
    reference["name"] = local_administrator_name;
  else if (const oauth::User* found = user(user_id))
    reference["name"] = found->display_name();
  return reference;
}

json::array UserDirectory::role_references(const oauth::User& user) {
  json::array references;
  for (const auto& role_id : user.role_ids)
    if (const oauth::Role* found = role(role_id))
      references.push_back(json::object{{"id", found->id}, {"name", found->name}});
  return references;
}

}  // namespace latchkey::api
