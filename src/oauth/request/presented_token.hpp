// The token parameter of introspection (RFC 7662 2.1) and revocation (RFC 7009 2.1), and the bearer
// token of a protected request (RFC 6750 2.1, 2.2).
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/form.hpp"
#include "base/secret.hpp"
#include "oauth/error.hpp"

namespace latchkey::oauth {

// token_type_hint is read (and refused when repeated) but has no effect: both kinds are told apart
// by their shape.
std::expected<Secret, Error> read_presented_token(const Parameters& body);

// Of the Authorization header: a view of it, or nothing where it is absent or of another scheme.
std::expected<std::optional<std::string_view>, Error> read_bearer_header(
    std::optional<std::string_view> authorization);

// From the Authorization header, or from a form body's access_token; both at once is
// invalid_request; neither is nothing.
std::expected<std::optional<Secret>, Error> read_bearer_token(
    std::optional<std::string_view> authorization, const Parameters& body);

}  // namespace latchkey::oauth
