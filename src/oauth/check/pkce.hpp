// Proof Key for Code Exchange (RFC 7636), S256 only.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.hpp"
#include "oauth/error.hpp"
#include "oauth/model/client.hpp"

namespace latchkey::oauth {

// 43-128 unreserved characters (RFC 7636 4.1, 4.2).
bool is_pkce_value(std::string_view text);

// RFC 7636 4.4.1, RFC 9700 2.1.1: whether this client must send a code_challenge, and did.
std::expected<void, Error> check_code_challenge(const std::optional<std::string>& code_challenge,
                                                const Client& client);

// RFC 7636 4.6; a verifier without a challenge is refused too (RFC 9700 2.1.1).
std::expected<void, Error> check_code_verifier(const std::optional<std::string>& code_challenge,
                                               const std::optional<Secret>& code_verifier);

}  // namespace latchkey::oauth
