// The authorization response (RFC 6749 4.1.2, RFC 9207, OAuth 2.0 Form Post Response Mode).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/form.hpp"
#include "oauth/error.hpp"
#include "oauth/request/authorization_request.hpp"

namespace latchkey::oauth {

// code, state, iss
Parameters authorization_response(std::string_view code, const std::optional<std::string>& state,
                                  std::string_view issuer);
// error, error_description, state, iss
Parameters error_response(const Error& error, const std::optional<std::string>& state,
                          std::string_view issuer);

// Adds the parameters to the query of a redirect URI, keeping the one it has.
std::string append_query(std::string_view redirect_uri, const Parameters& parameters);

}  // namespace latchkey::oauth
