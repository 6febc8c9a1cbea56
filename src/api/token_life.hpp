// Until when access tokens that exist now may live.
#pragma once

#include "api/call.hpp"

namespace latchkey::api {

// For revocations, which are remembered as long: the longest that any setting could have allowed.
inline Time end_of_access_tokens(const Call& call) {
  return call.now + oauth::max_access_token_lifetime;
}

}  // namespace latchkey::api
