#include "oauth/request/client_credentials.hpp"

#include "base/encoding.hpp"
#include "oauth/request/authorization_header.hpp"
#include "oauth/request/parameters.hpp"

namespace latchkey::oauth {

namespace {

using Credentials = std::expected<ClientCredentials, Error>;

Credentials decode_basic(std::string_view value) {
  const auto malformed = [](std::string detail) {
    return refuse(ErrorCode::invalid_request,
                  "The Basic credentials of the Authorization header are malformed.",
                  std::move(detail));
  };
  auto decoded = base64_decode(value);
  if (!decoded)
    return malformed("not base64");
  const Secret pair(std::move(*decoded));
  const auto colon = pair.reveal().find(':');
  if (colon == std::string_view::npos)
    return malformed("no colon");
  auto client_id = form_decode_value(pair.reveal().substr(0, colon));
  auto client_secret = form_decode_value(pair.reveal().substr(colon + 1));
  if (!client_id || !client_secret)
    return malformed("not form-encoded");
  if (client_id->empty())
    return refuse(ErrorCode::invalid_client, "The client did not authenticate.",
                  "the Basic credentials hold no client id");
  return ClientCredentials{ClientCredentials::Method::client_secret_basic, std::move(*client_id),
                           Secret(std::move(*client_secret))};
}

Credentials read_from_header(std::string_view authorization,
                             const std::optional<std::string>& body_client_id,
                             bool has_body_secret) {
  const auto header = split_authorization(authorization);
  if (!header.has_scheme("basic"))
    return refuse(ErrorCode::invalid_client, "The client authentication method is not supported.",
                  "the Authorization header's scheme is not Basic");
  if (has_body_secret)
    return refuse(ErrorCode::invalid_request, "The request authenticates the client twice.",
                  "Authorization header and client_secret at once");
  auto credentials = decode_basic(header.value);
  if (credentials && body_client_id && *body_client_id != credentials->client_id)
    return refuse(ErrorCode::invalid_request,
                  "The client_id is not that of the Authorization header.");
  return credentials;
}

Credentials read_from_body(std::optional<std::string> client_id,
                           std::optional<std::string> client_secret) {
  using Method = ClientCredentials::Method;
  if (!client_id)
    return refuse(ErrorCode::invalid_client, "The client did not authenticate.",
                  "no Authorization header and no client_id");
  const auto method = client_secret ? Method::client_secret_post : Method::none;
  return ClientCredentials{method, std::move(*client_id),
                           Secret(std::move(client_secret).value_or(""))};
}

}  // namespace

Credentials read_client_credentials(std::optional<std::string_view> authorization,
                                    const Parameters& body) {
  const ParameterReader reader(body);
  auto client_id = reader.optional("client_id");
  if (!client_id)
    return std::unexpected(client_id.error());
  auto client_secret = reader.optional("client_secret");
  if (!client_secret)
    return std::unexpected(client_secret.error());
  const auto assertion = reader.optional("client_assertion");
  if (!assertion)
    return std::unexpected(assertion.error());
  if (*assertion)
    return refuse(ErrorCode::invalid_client, "The client authentication method is not supported.",
                  "client_assertion");
  if (authorization)
    return read_from_header(*authorization, *client_id, client_secret->has_value());
  return read_from_body(std::move(*client_id), std::move(*client_secret));
}

}  // namespace latchkey::oauth
