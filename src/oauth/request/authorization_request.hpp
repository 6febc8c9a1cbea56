// The authorization request (RFC 6749 4.1.1, OIDC Core 3.1.2.1, RFC 7636 4.3) from its parameters.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "base/form.hpp"
#include "base/json.hpp"
#include "oauth/error.hpp"
#include "oauth/model/scope.hpp"

namespace latchkey::oauth {

enum class ResponseMode { query, form_post };
enum class Prompt { none, login, consent, select_account };

// claims parameter (OIDC Core 5.5.1), reduced to what this server can act on.
struct ClaimRequest {
  std::string name;
  bool is_essential = false;
  std::vector<std::string> values;  // "value" and "values"; empty: any
};
struct ClaimsRequest {
  std::vector<ClaimRequest> userinfo;
  std::vector<ClaimRequest> id_token;
  [[nodiscard]] bool empty() const { return userinfo.empty() && id_token.empty(); }
};

// What settles who asks and where the answer goes; read before anything else.
struct AuthorizationTarget {
  std::string client_id;
  std::string redirect_uri;
};

struct AuthorizationRequest {
  AuthorizationTarget target;
  std::optional<std::string> state;  // byte-exact
  ResponseMode response_mode = ResponseMode::query;
  std::optional<ScopeSet> scope;  // as asked; nothing: all the client's
  std::optional<std::string> nonce;
  std::optional<std::string> code_challenge;  // S256 only
  std::vector<Prompt> prompt;
  std::optional<std::chrono::seconds> max_age;
  std::optional<std::string> id_token_hint;
  std::optional<std::string> login_hint;
  ClaimsRequest claims;
  std::vector<std::string> resources{};  // RFC 8707 2

  [[nodiscard]] bool has_prompt(Prompt value) const;
};

// What an error needs to travel back even when the rest of the request is bad.
struct ErrorReturn {
  std::optional<std::string> state;
  ResponseMode response_mode = ResponseMode::query;
};

// Faults here are shown to the user, never redirected.
std::expected<AuthorizationTarget, Error> read_authorization_target(const Parameters& parameters);

// How to answer an error of this request; query where the mode itself is at fault, no state where
// it is repeated or over 4096 bytes.
ErrorReturn read_error_return(const Parameters& parameters);

// The rest, once client and redirect URI are known to be good; every fault may be redirected.
// Checks the order of docs/security.md: response_type, response_mode, request objects, prompt,
// max_age, code_challenge shape and method, scope syntax, claims, state length.
std::expected<AuthorizationRequest, Error> read_authorization_request(
    const Parameters& parameters, const AuthorizationTarget& target);

}  // namespace latchkey::oauth
