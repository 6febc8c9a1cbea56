#include "endpoint/grant_state.hpp"

#include "oauth/model/settings.hpp"
#include "store/grants.hpp"

namespace latchkey::endpoint {

LoadedGrant load_grant(store::Transaction& tx, store::Store& store, const store::Snapshot& snapshot,
                       const std::string& grant_id) {
  LoadedGrant loaded{.grant = store::grants::find(tx, grant_id), .user = nullptr};
  if (loaded.grant)
    loaded.user = store.known_users().find_or_read(tx, snapshot, loaded.grant->user_id);
  return loaded;
}

Time last_access_token_expiry(Time now) {
  return now + oauth::max_access_token_lifetime;
}

}  // namespace latchkey::endpoint
