#include "store/known_users.hpp"

#include "store/users.hpp"

namespace latchkey::store {

std::shared_ptr<const oauth::Authority> KnownUsers::find(const Snapshot& snapshot,
                                                         const std::string& user_id) {
  if (auto acting = snapshot.acting_user(user_id))
    return acting;
  auto known = users_.find(
      user_id, [&snapshot](const Known& one) { return one.snapshot_version == snapshot.version; });
  return known ? std::move(known->authority) : nullptr;
}

std::shared_ptr<const oauth::Authority> KnownUsers::find_or_read(db::Transaction& tx,
                                                                 const Snapshot& snapshot,
                                                                 const std::string& user_id) {
  if (auto known = find(snapshot, user_id))
    return known;
  auto user = users::find(tx, user_id);
  if (!user)
    return nullptr;
  auto authority = std::make_shared<const oauth::Authority>(snapshot.authority(std::move(*user)));
  users_.insert(user_id, {.authority = authority, .snapshot_version = snapshot.version});
  return authority;
}

}  // namespace latchkey::store
