// What the claims of a token, or the members of an introspection answer, say of its bearer.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "latchkey/resource/identity.hpp"

namespace latchkey::resource {

struct Expectation {
  std::string_view issuer;
  std::span<const std::string> audiences;  // one of them
  Duration leeway;
};

// iss, aud (RFC 7519 4.1.3: one or several), exp, and nbf and iat where they are given; then who it
// is. The error is for the log and repeats nothing of the claims.
std::expected<Identity, std::string> read_identity(const json::object& claims,
                                                   const Expectation& expected, Time now);

// RFC 9068 2.2: what an access token must hold beyond that.
std::expected<void, std::string> require_access_token_claims(const json::object& claims);

}  // namespace latchkey::resource
