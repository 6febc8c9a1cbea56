// The token in an Authorization header field (RFC 6750 2.1).
#pragma once

#include <expected>
#include <string_view>

#include "latchkey/resource/refusal.hpp"

namespace latchkey::resource {

// Borrows the field's text. no_token when it is missing or of another scheme, invalid_request when
// it is a bearer's but not one b64token.
std::expected<std::string_view, Reason> read_bearer_token(std::string_view authorization);

// The syntax of a token there; looked at once a token, for it takes as long as finding a remembered
// one.
bool is_b64token(std::string_view text);

}  // namespace latchkey::resource
