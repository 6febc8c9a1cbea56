#include "endpoint/grant_state.hpp"

#include "oauth/model/settings.hpp"
#include "store/grants.hpp"
#include "store/users.hpp"

namespace latchkey::endpoint {

LoadedGrant load_grant(store::Transaction& tx, const std::string& grant_id) {
  LoadedGrant loaded{.grant = store::grants::find(tx, grant_id), .user = std::nullopt};
  if (loaded.grant)
    loaded.user = store::users::find(tx, loaded.grant->user_id);
  return loaded;
}

Time last_access_token_expiry(Time now) {
  return now + oauth::max_access_token_lifetime;
}

}  // namespace latchkey::endpoint
