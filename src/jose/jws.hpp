// JWS compact serialization (RFC 7515), as JWTs use it.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "crypto/signature.hpp"
#include "jose/key_set.hpp"

namespace latchkey::jose {

// claims must be the serialized JSON object. typ: "at+jwt" or "JWT".
std::string sign_compact(const PrivateKey& key, std::string_view typ, std::string_view claims);

struct VerifiedJwt {
  // As in the header, without an "application/" prefix, lowercase; empty when the header has none.
  std::string typ;
  std::string kid;
  json::object claims;
};

// Verifies against the key that kid names; the algorithm is the key's, never the header's (a header
// that disagrees is refused). Refused too: a missing kid, jku, x5u, jwk, x5c, crit, b64, "none",
// duplicate names, anything that is not three canonical base64url parts, and more than 16 KiB.
// Times are not checked here. The error is for the log.
std::expected<VerifiedJwt, std::string> verify_compact(const KeySet& keys, std::string_view token);

// The key that a token says it is signed with: only for finding out whether that key is known.
std::optional<std::string> unverified_kid(std::string_view token);

}  // namespace latchkey::jose
