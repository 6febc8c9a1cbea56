#include <boost/json/serialize.hpp>

#include "endpoint/client_request.hpp"
#include "endpoint/endpoints.hpp"
#include "endpoint/oauth_response.hpp"
#include "oauth/decide/claims.hpp"
#include "oauth/request/presented_token.hpp"

namespace latchkey::endpoint {

namespace {

// RFC 6750 2.2: the token may be in a form body of a POST.
std::expected<Parameters, oauth::Error> read_body(const http::Request& request) {
  if (request.method != http::Method::post || request.body.empty())
    return Parameters{};
  return read_form(request);
}

}  // namespace

Task<http::Response> userinfo(const Services& services, const http::Request& request) {
  const auto body = read_body(request);
  if (!body)
    co_return oauth_error(body.error());
  const auto token = oauth::read_bearer_token(request.header("authorization"), *body);
  if (!token)
    co_return bearer_error(token.error());
  if (!*token)
    co_return bearer_challenge();

  const auto bearer = co_await services.bearer.authenticate((*token)->reveal());
  if (!bearer) {
    services.log.info("userinfo.refused", request.log_fields(),
                      {{"reason", oauth::reason(bearer.error().error)}});
    co_return bearer_error(bearer.error().error);
  }
  const auto& identity = **bearer;
  if (!identity.scopes.contains("openid"))
    co_return bearer_error({oauth::ErrorCode::insufficient_scope,
                            "The access token does not carry the openid scope.", "no openid"},
                           "openid");
  co_return oauth_success(json::serialize(
      oauth::user_claims(identity.authority->user, identity.scopes, identity.userinfo_claims)));
}

}  // namespace latchkey::endpoint
