// An ID token of this server that comes back as id_token_hint (OIDC Core 3.1.2.1, RP-Initiated
// Logout 2): genuine, but it may have expired.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "jose/key_set.hpp"
#include "oauth/error.hpp"

namespace latchkey::oauth {

struct IdTokenHint {
  std::string sub;
  std::string client_id;   // aud
  std::string session_id;  // sid; empty when absent
};

std::expected<IdTokenHint, Error> check_id_token_hint(std::string_view token,
                                                      const jose::KeySet& keys,
                                                      std::string_view issuer);

}  // namespace latchkey::oauth
