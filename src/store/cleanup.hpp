// Removal of expired rows, in small steps so that it never holds up a request.
#pragma once

#include <cstdint>

#include "store/store.hpp"

namespace latchkey::store::cleanup {

// Removes at most limit expired rows of each kind (codes, refresh tokens, grants, sessions,
// interactions, hours of activity, revocations); returns how many went in all. Call again while it
// is limit or more.
std::int64_t remove_expired(Transaction& tx, Time now, std::int64_t limit);

}  // namespace latchkey::store::cleanup
