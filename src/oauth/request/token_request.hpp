// The token request (RFC 6749 4.1.3, 4.4.2, 6; RFC 7636 4.5), one type for each grant.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <variant>

#include "base/form.hpp"
#include "base/secret.hpp"
#include "oauth/error.hpp"
#include "oauth/model/scope.hpp"

namespace latchkey::oauth {

struct CodeTokenRequest {
  Secret code;
  std::string redirect_uri;
  std::optional<Secret> code_verifier;
  std::optional<std::string> resource{};  // RFC 8707 2.2, as in those below
};
struct RefreshTokenRequest {
  Secret refresh_token;
  std::optional<ScopeSet> scope;
  std::optional<std::string> resource{};
};
struct ClientCredentialsTokenRequest {
  std::optional<ScopeSet> scope;
  std::optional<std::string> resource{};
};
using TokenRequest =
    std::variant<CodeTokenRequest, RefreshTokenRequest, ClientCredentialsTokenRequest>;

std::expected<TokenRequest, Error> read_token_request(const Parameters& body);

}  // namespace latchkey::oauth
