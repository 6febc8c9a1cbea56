#include "store/snapshot.hpp"

namespace latchkey::store {

const oauth::Client* Snapshot::client(std::string_view client_id) const {
  return clients.find(client_id);
}

const oauth::Role* Snapshot::role(std::string_view role_id) const {
  return roles.find(role_id);
}

const oauth::Settings& Snapshot::settings_of(std::string_view org_id) const {
  static const oauth::Settings defaults;
  const auto* found = settings.find(org_id);
  return found == nullptr ? defaults : *found;
}

const oauth::PermissionCatalogue& Snapshot::catalogue_of(std::string_view org_id) const {
  static const auto standard = oauth::PermissionCatalogue::standard();
  const auto* found = catalogues.find(org_id);
  return found == nullptr ? standard : *found;
}

std::shared_ptr<const oauth::Authority> Snapshot::acting_user(std::string_view user_id) const {
  return acting_users.share(user_id);
}

oauth::Authority Snapshot::authority(oauth::User user) const {
  oauth::Authority authority;
  for (const auto& role_id : user.role_ids) {
    const auto* held = role(role_id);
    if (held == nullptr || held->org_id != user.org_id)
      continue;
    authority.is_system_administrator |= held->is_system_administrator;
    for (const auto& permission : held->permissions) authority.permissions.insert(permission);
  }
  if (authority.is_system_administrator)
    authority.permissions = catalogue_of(user.org_id).all();
  authority.user = std::move(user);
  return authority;
}

}  // namespace latchkey::store
