// Loading, in one read, what the code and refresh grants are decided by.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "oauth/model/grant.hpp"
#include "oauth/model/user.hpp"
#include "store/store.hpp"

namespace latchkey::endpoint {

// A grant with the user who gave it; null where the user is deleted.
struct LoadedGrant {
  std::optional<oauth::Grant> grant;
  std::shared_ptr<const oauth::Authority> user;
};
// In a transaction that only reads; the snapshot was taken before it.
LoadedGrant load_grant(store::Transaction& tx, store::Store& store, const store::Snapshot& snapshot,
                       const std::string& grant_id);

// When the last access token issued by now will have expired.
Time last_access_token_expiry(Time now);

}  // namespace latchkey::endpoint
