#include "oauth/request/presented_token.hpp"

#include "oauth/request/authorization_header.hpp"
#include "oauth/request/parameters.hpp"

namespace latchkey::oauth {

std::expected<Secret, Error> read_presented_token(const Parameters& body) {
  const ParameterReader reader(body);
  auto token = reader.required("token");
  if (!token)
    return std::unexpected(token.error());
  if (const auto hint = reader.optional("token_type_hint"); !hint)
    return std::unexpected(hint.error());
  return Secret(std::move(*token));
}

std::expected<std::optional<std::string_view>, Error> read_bearer_header(
    std::optional<std::string_view> authorization) {
  const auto header = split_authorization(authorization.value_or(""));
  if (!header.has_scheme("bearer"))
    return std::nullopt;
  if (header.value.empty())
    return refuse(ErrorCode::invalid_request, "The Authorization header holds no token.");
  return header.value;
}

std::expected<std::optional<Secret>, Error> read_bearer_token(
    std::optional<std::string_view> authorization, const Parameters& body) {
  auto in_body = ParameterReader(body).optional("access_token");
  if (!in_body)
    return std::unexpected(in_body.error());
  const auto in_header = read_bearer_header(authorization);
  if (!in_header)
    return std::unexpected(in_header.error());
  if (*in_body && *in_header)
    return refuse(ErrorCode::invalid_request, "The request carries two access tokens.");
  if (*in_body)
    return Secret(std::move(**in_body));
  return *in_header ? std::optional(Secret(**in_header)) : std::nullopt;
}

}  // namespace latchkey::oauth
