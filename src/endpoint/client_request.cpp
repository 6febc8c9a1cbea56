#include "endpoint/client_request.hpp"

#include <algorithm>
#include <array>
#include <spdlog/fmt/fmt.h>

#include "base/utf8.hpp"
#include "endpoint/audit_event.hpp"
#include "endpoint/oauth_response.hpp"
#include "oauth/check/client_authentication.hpp"
#include "oauth/request/client_credentials.hpp"

namespace latchkey::endpoint {

namespace {

constexpr std::array<std::string_view, 6> never_in_the_url{
    "client_secret", "code", "code_verifier", "refresh_token", "token", "password"};

oauth::Error invalid_request(std::string description, std::string detail) {
  return {oauth::ErrorCode::invalid_request, std::move(description), std::move(detail)};
}

bool has_credentials_in_url(const http::Request& request) {
  const auto query = form_decode(request.query);
  return !query || std::ranges::any_of(*query, [](const auto& parameter) {
    return std::ranges::find(never_in_the_url, parameter.first) != never_in_the_url.end();
  });
}

}  // namespace

std::expected<Parameters, oauth::Error> read_form(const http::Request& request) {
  if (request.content_type() != "application/x-www-form-urlencoded")
    return std::unexpected(invalid_request("The body must be application/x-www-form-urlencoded.",
                                           "content type is not a form"));
  if (has_credentials_in_url(request))
    return std::unexpected(invalid_request("Credentials must not be sent in the URL.",
                                           "a credential parameter in the query"));
  auto body = form_decode(request.body);
  if (!body)
    return std::unexpected(
        invalid_request("The body is not a valid form.", "form body does not decode"));
  return std::move(*body);
}

std::expected<ClientRequest, ClientRequestRefusal> read_client_request(const Services& services,
                                                                       const http::Request& request,
                                                                       Time now) {
  auto body = read_form(request);
  if (!body)
    return std::unexpected(ClientRequestRefusal{body.error(), {}});
  if (request.header_count("authorization") > 1)
    return std::unexpected(ClientRequestRefusal{
        invalid_request("There is more than one Authorization header.", "repeated header"), {}});
  const auto credentials = oauth::read_client_credentials(request.header("authorization"), *body);
  if (!credentials)
    return std::unexpected(ClientRequestRefusal{credentials.error(), {}});

  auto snapshot = services.store.snapshot();
  const auto* client = snapshot->client(credentials->client_id);
  auto secret_id = oauth::check_client_authentication(client, *credentials);
  if (!secret_id)
    return std::unexpected(ClientRequestRefusal{secret_id.error(), credentials->client_id});
  if (!secret_id->empty())
    services.store.secret_usage().record(*secret_id, now);
  return ClientRequest{std::move(snapshot), client, std::move(*body), std::move(*secret_id)};
}

Task<http::Response> refuse(const Services& services, const http::Request& request,
                            std::string action, const oauth::Client* client,
                            const oauth::User* actor, oauth::Error error,
                            std::string claimed_client_id) {
  const auto snapshot = services.store.snapshot();
  if (client == nullptr && is_utf8(claimed_client_id) && claimed_client_id.size() <= 100)
    error.detail = fmt::format("{} (client_id {})", oauth::reason(error), claimed_client_id);
  services.log.info(action, request.log_fields(),
                    {{"client_id", client != nullptr ? client->id : std::string()},
                     {"error", oauth::traits(error.code).wire},
                     {"reason", oauth::reason(error)}});
  auto event = refusal_event(request, action, client, actor, snapshot->default_org_id, error,
                             services.store.clock().now());
  auto append = [event = std::move(event)](store::Transaction& tx) {
    store::audit::append(tx, event);
  };
  co_await services.store.write(std::move(append));
  co_return oauth_error(error);
}

}  // namespace latchkey::endpoint
