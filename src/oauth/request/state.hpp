// The state parameter (RFC 6749 4.1.1): opaque, and bounded because it travels back in a URL.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>

#include "oauth/error.hpp"

namespace latchkey::oauth {

inline constexpr std::size_t max_state_bytes = 4096;

inline std::expected<void, Error> check_state(const std::optional<std::string>& state) {
  if (state && state->size() > max_state_bytes)
    return refuse(ErrorCode::invalid_request, "The state is longer than 4096 bytes.");
  return {};
}

}  // namespace latchkey::oauth
