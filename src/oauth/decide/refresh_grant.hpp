// Refreshing an access token (RFC 6749 6, OIDC Core 12, RFC 9700 4.14): rotation, repetition,
// reuse.
#pragma once

#include <chrono>
#include <expected>
#include <string>

#include "oauth/decide/token.hpp"
#include "oauth/error.hpp"
#include "oauth/request/token_request.hpp"

namespace latchkey::oauth {

// How long the same refresh may be repeated after a lost answer, while its successor is unused.
inline constexpr std::chrono::seconds refresh_repeat_window{10};

struct RefreshGrantState {
  const RefreshToken* token;
  const RefreshToken* successor;  // row of the derived successor, null when there is none
  const Grant* grant;
  const Authority* user;
};

struct RefreshGrantRefusal {
  Error error;
  bool revokes_grant = false;
};

// The successor of a refresh token: prefix + base64url(HMAC(server key, token)).
Secret derive_successor(const Secret& refresh_token, std::string_view server_key);

std::expected<Issue, RefreshGrantRefusal> decide_refresh_grant(
    const RefreshTokenRequest& request, const Client& client, const RefreshGrantState& state,
    const ScopePolicy& policy, const Settings& settings, std::string jti, Time now);

}  // namespace latchkey::oauth
