#include "oauth/request/authorization_request.hpp"

#include <algorithm>
#include <array>

#include "oauth/check/pkce.hpp"
#include "oauth/request/claims_parameter.hpp"
#include "oauth/request/parameters.hpp"
#include "oauth/request/prompt_parameter.hpp"
#include "oauth/request/resource_parameter.hpp"
#include "oauth/request/scope_parameter.hpp"
#include "oauth/request/state.hpp"

namespace latchkey::oauth {

namespace {

using Checked = std::expected<void, Error>;

constexpr std::array<std::string_view, 21> known_parameters{
    "response_type", "client_id",      "redirect_uri",
    "scope",         "state",          "response_mode",
    "nonce",         "display",        "prompt",
    "max_age",       "ui_locales",     "claims_locales",
    "id_token_hint", "login_hint",     "acr_values",
    "claims",        "request",        "request_uri",
    "registration",  "code_challenge", "code_challenge_method",
};

// Reads one parameter that is known not to be repeated.
std::optional<std::string> read(const ParameterReader& reader, std::string_view name) {
  return reader.optional(name).value_or(std::nullopt);
}

Checked check_response_type(const ParameterReader& reader, AuthorizationRequest&) {
  const auto response_type = reader.required("response_type");
  if (!response_type)
    return std::unexpected(response_type.error());
  if (*response_type != "code")
    return refuse(ErrorCode::unsupported_response_type, "The response type is not supported.",
                  "response_type " + *response_type);
  return {};
}

Checked read_response_mode(const ParameterReader& reader, AuthorizationRequest& request) {
  const auto mode = read(reader, "response_mode").value_or("query");
  if (mode != "query" && mode != "form_post")
    return refuse(ErrorCode::invalid_request, "The response mode is not supported.",
                  "response_mode " + mode);
  request.response_mode = mode == "form_post" ? ResponseMode::form_post : ResponseMode::query;
  return {};
}

// OIDC Core 6, 7.2.1.
Checked check_request_objects(const ParameterReader& reader, AuthorizationRequest&) {
  if (read(reader, "request"))
    return refuse(ErrorCode::request_not_supported, "Request objects are not supported.");
  if (read(reader, "request_uri"))
    return refuse(ErrorCode::request_uri_not_supported, "Request URIs are not supported.");
  if (read(reader, "registration"))
    return refuse(ErrorCode::registration_not_supported,
                  "Registration in the request is not supported.");
  return {};
}

Checked read_prompt(const ParameterReader& reader, AuthorizationRequest& request) {
  auto prompt = parse_prompt(read(reader, "prompt").value_or(""));
  if (!prompt)
    return std::unexpected(std::move(prompt.error()));
  request.prompt = std::move(*prompt);
  return {};
}

Checked read_max_age(const ParameterReader& reader, AuthorizationRequest& request) {
  const auto text = read(reader, "max_age");
  if (!text)
    return {};
  const auto max_age = parse_max_age(*text);
  if (!max_age)
    return std::unexpected(max_age.error());
  request.max_age = *max_age;
  return {};
}

// RFC 7636 4.3: no method means plain, which RFC 9700 2.1.1 rules out.
Checked read_code_challenge(const ParameterReader& reader, AuthorizationRequest& request) {
  auto challenge = read(reader, "code_challenge");
  const auto method = read(reader, "code_challenge_method");
  if (!challenge) {
    if (method)
      return refuse(ErrorCode::invalid_request, "There is no code_challenge for the method.");
    return {};
  }
  if (method != "S256")
    return refuse(ErrorCode::invalid_request, "The code_challenge_method must be S256.",
                  "code_challenge_method " + method.value_or("missing"));
  if (!is_pkce_value(*challenge))
    return refuse(ErrorCode::invalid_request, "The code_challenge is malformed.");
  request.code_challenge = std::move(challenge);
  return {};
}

Checked read_requested_scope(const ParameterReader& reader, AuthorizationRequest& request) {
  auto scope = read_scope(reader);
  if (!scope)
    return std::unexpected(std::move(scope.error()));
  request.scope = std::move(*scope);
  return {};
}

Checked read_claims(const ParameterReader& reader, AuthorizationRequest& request) {
  const auto text = read(reader, "claims");
  if (!text)
    return {};
  auto claims = parse_claims_parameter(*text);
  if (!claims)
    return std::unexpected(std::move(claims.error()));
  request.claims = std::move(*claims);
  return {};
}

Checked read_state(const ParameterReader& reader, AuthorizationRequest& request) {
  request.state = read(reader, "state");
  return check_state(request.state);
}

using Step = Checked (*)(const ParameterReader&, AuthorizationRequest&);
constexpr std::array<Step, 9> steps{
    check_response_type, read_response_mode,   check_request_objects, read_prompt, read_max_age,
    read_code_challenge, read_requested_scope, read_claims,           read_state,
};

void read_free_texts(const ParameterReader& reader, AuthorizationRequest& request) {
  request.nonce = read(reader, "nonce");
  request.id_token_hint = read(reader, "id_token_hint");
  request.login_hint = read(reader, "login_hint");
}

}  // namespace

bool AuthorizationRequest::has_prompt(Prompt value) const {
  return std::ranges::find(prompt, value) != prompt.end();
}

std::expected<AuthorizationTarget, Error> read_authorization_target(const Parameters& parameters) {
  const ParameterReader reader(parameters);
  auto client_id = reader.required("client_id");
  if (!client_id)
    return std::unexpected(std::move(client_id.error()));
  auto redirect_uri = reader.required("redirect_uri");
  if (!redirect_uri)
    return std::unexpected(std::move(redirect_uri.error()));
  return AuthorizationTarget{std::move(*client_id), std::move(*redirect_uri)};
}

ErrorReturn read_error_return(const Parameters& parameters) {
  const ParameterReader reader(parameters);
  ErrorReturn answer;
  if (auto state = read(reader, "state"); check_state(state))
    answer.state = std::move(state);
  if (read(reader, "response_mode") == "form_post")
    answer.response_mode = ResponseMode::form_post;
  return answer;
}

std::expected<AuthorizationRequest, Error> read_authorization_request(
    const Parameters& parameters, const AuthorizationTarget& target) {
  const ParameterReader reader(parameters);
  AuthorizationRequest request;
  request.target = target;
  if (auto checked = check_not_repeated(parameters, known_parameters); !checked)
    return std::unexpected(std::move(checked.error()));
  for (const auto step : steps)
    if (auto checked = step(reader, request); !checked)
      return std::unexpected(std::move(checked.error()));
  auto resources = read_resources(parameters);
  if (!resources)
    return std::unexpected(std::move(resources.error()));
  request.resources = std::move(*resources);
  read_free_texts(reader, request);
  return request;
}

}  // namespace latchkey::oauth
