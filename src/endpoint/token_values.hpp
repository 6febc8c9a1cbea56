// The shapes of the bearer values the protocol hands out.
#pragma once

#include <string_view>

namespace latchkey::endpoint {

inline constexpr std::string_view authorization_code_prefix = "lka_";
inline constexpr std::string_view refresh_token_prefix = "lkr_";

inline bool is_refresh_token(std::string_view token) {
  return token.starts_with(refresh_token_prefix);
}

}  // namespace latchkey::endpoint
