#include "oauth/request/token_request.hpp"

#include <array>

#include "oauth/request/parameters.hpp"
#include "oauth/request/resource_parameter.hpp"
#include "oauth/request/scope_parameter.hpp"

namespace latchkey::oauth {

namespace {

constexpr std::array<std::string_view, 8> known_parameters{
    "grant_type", "code",          "redirect_uri", "code_verifier",
    "scope",      "refresh_token", "client_id",    "client_secret",
};

std::expected<TokenRequest, Error> read_code_request(const ParameterReader& reader) {
  auto code = reader.required("code");
  if (!code)
    return std::unexpected(code.error());
  auto redirect_uri = reader.required("redirect_uri");
  if (!redirect_uri)
    return std::unexpected(redirect_uri.error());
  auto verifier = reader.optional("code_verifier");
  if (!verifier)
    return std::unexpected(verifier.error());
  CodeTokenRequest request{Secret(std::move(*code)), std::move(*redirect_uri), std::nullopt};
  if (*verifier)
    request.code_verifier = Secret(std::move(**verifier));
  return request;
}

std::expected<TokenRequest, Error> read_refresh_request(const ParameterReader& reader) {
  auto refresh_token = reader.required("refresh_token");
  if (!refresh_token)
    return std::unexpected(refresh_token.error());
  auto scope = read_scope(reader);
  if (!scope)
    return std::unexpected(scope.error());
  return RefreshTokenRequest{Secret(std::move(*refresh_token)), std::move(*scope)};
}

std::expected<TokenRequest, Error> read_client_credentials_request(const ParameterReader& reader) {
  auto scope = read_scope(reader);
  if (!scope)
    return std::unexpected(scope.error());
  return ClientCredentialsTokenRequest{std::move(*scope)};
}

std::expected<TokenRequest, Error> read_grant_request(std::string_view grant_type,
                                                      const ParameterReader& reader) {
  if (grant_type == "authorization_code")
    return read_code_request(reader);
  if (grant_type == "refresh_token")
    return read_refresh_request(reader);
  if (grant_type == "client_credentials")
    return read_client_credentials_request(reader);
  return refuse(ErrorCode::unsupported_grant_type, "The grant type is not supported.",
                "grant_type " + std::string(grant_type));
}

}  // namespace

std::expected<TokenRequest, Error> read_token_request(const Parameters& body) {
  if (auto checked = check_not_repeated(body, known_parameters); !checked)
    return std::unexpected(std::move(checked.error()));
  const ParameterReader reader(body);
  const auto grant_type = reader.required("grant_type");
  if (!grant_type)
    return std::unexpected(grant_type.error());
  auto request = read_grant_request(*grant_type, reader);
  if (!request)
    return request;
  auto resource = read_resource(body);
  if (!resource)
    return std::unexpected(std::move(resource.error()));
  std::visit([&](auto& one) { one.resource = std::move(*resource); }, *request);
  return request;
}

}  // namespace latchkey::oauth
