// The bearer values the protocol hands out: their shapes, and how long they can live.
#pragma once

#include <string_view>

#include "base/clock.hpp"
#include "oauth/model/settings.hpp"

namespace latchkey::endpoint {

inline constexpr std::string_view authorization_code_prefix = "lka_";
inline constexpr std::string_view refresh_token_prefix = "lkr_";

inline bool is_refresh_token(std::string_view token) {
  return token.starts_with(refresh_token_prefix);
}

// When the last access token issued by now will have expired.
inline Time last_access_token_expiry(Time now) {
  return now + oauth::max_access_token_lifetime;
}

}  // namespace latchkey::endpoint
