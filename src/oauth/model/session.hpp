// A browser session of a signed-in user.
#pragma once

#include <string>

#include "base/clock.hpp"

namespace latchkey::oauth {

struct Session {
  std::string id;      // public handle, shown in lists; not the cookie
  std::string digest;  // of the cookie's value
  std::string org_id;
  std::string user_id;
  Time auth_time;  // when credentials were last given
  Time created_at;
  Time last_seen_at;
  Time expires_at;  // absolute
  std::string address;
  std::string user_agent;
};

}  // namespace latchkey::oauth
