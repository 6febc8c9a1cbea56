#include "endpoint/token.hpp"

#include <variant>

#include "endpoint/audit_event.hpp"
#include "endpoint/oauth_response.hpp"
#include "jose/jws.hpp"
#include "oauth/decide/json_text.hpp"
#include "oauth/request/parameters.hpp"

namespace latchkey::endpoint {

namespace {

Task<http::Response> issue(const TokenContext& context, const oauth::TokenRequest& request) {
  if (const auto* code = std::get_if<oauth::CodeTokenRequest>(&request))
    co_return co_await exchange_code(context, *code);
  if (const auto* refresh = std::get_if<oauth::RefreshTokenRequest>(&request))
    co_return co_await exchange_refresh_token(context, *refresh);
  co_return co_await issue_client_credentials(
      context, std::get<oauth::ClientCredentialsTokenRequest>(request));
}

// As the request names it, whether or not it is good otherwise.
std::optional<oauth::GrantType> grant_type_of(const Parameters& body) {
  const auto text = oauth::ParameterReader(body).optional("grant_type");
  return text && *text ? oauth::parse_grant_type(**text) : std::nullopt;
}

Task<http::Response> refuse_unauthenticated(const Services& services, TokenCounts& counts,
                                            const http::Request& request,
                                            const ClientRequestRefusal& refusal) {
  auto answer = co_await refuse(services, request, "token.refused", nullptr, nullptr, refusal.error,
                                refusal.client_id);
  const auto body = read_form(request);
  counts.refused(body ? grant_type_of(*body) : std::nullopt, refusal.error);
  co_return answer;
}

}  // namespace

Task<http::Response> token(const Services& services, TokenCounts& counts,
                           const http::Request& request) {
  const auto now = services.store.clock().now();
  const auto from = read_client_request(services, request, now);
  if (!from)
    co_return co_await refuse_unauthenticated(services, counts, request, from.error());

  const auto& settings = from->snapshot->settings_of(from->client->org_id);
  const TokenContext context{
      .services = services,
      .counts = counts,
      .request = request,
      .from = *from,
      .settings = settings,
      .policy = {.catalogue = from->snapshot->catalogue_of(from->client->org_id),
                 .rbac_enabled = settings.rbac_enabled,
                 .resources = services.deployment.resources},
      .now = now,
  };
  const auto parsed = oauth::read_token_request(from->body);
  if (!parsed)
    co_return co_await refuse_token(context, nullptr, parsed.error());
  co_return co_await issue(context, *parsed);
}

SignedTokens sign(const TokenContext& context, const oauth::Issue& issue) {
  const auto& issuer = context.services.deployment.issuer;
  const auto& keys = *context.snapshot().keys;
  SignedTokens tokens;
  tokens.access_token =
      jose::sign_compact(*keys.es256, "at+jwt", oauth::serialize(issue.access_token, issuer));
  if (issue.id_token) {
    const auto& key =
        context.client().id_token_algorithm == crypto::Algorithm::es256 ? *keys.es256 : *keys.rs256;
    tokens.id_token = jose::sign_compact(
        key, "JWT", oauth::serialize(*issue.id_token, issuer, tokens.access_token));
  }
  return tokens;
}

http::Response token_answer(const TokenContext& context, oauth::GrantType grant_type,
                            const oauth::Issue& issue, const SignedTokens& tokens,
                            std::string_view refresh_token) {
  context.counts.issued(grant_type);
  const auto expires_in =
      std::chrono::floor<std::chrono::seconds>(issue.access_token.expires_at - context.now);
  return oauth_success(oauth::token_response(
      tokens.access_token, expires_in, issue.access_token.scopes, refresh_token, tokens.id_token));
}

store::audit::Event issue_event(const TokenContext& context, const oauth::Issue& issue,
                                const oauth::User& user, oauth::GrantType grant_type) {
  auto event =
      audit_event(context.request, "token.issued", &context.client(), &user, {}, context.now);
  event.target = {.type = "token", .id = issue.access_token.jti, .name = {}};
  event.details = oauth::JsonObjectText()
                      .add("grant_type", oauth::name(grant_type))
                      .add("scope", issue.access_token.scopes.to_string())
                      .add_unless_empty("audience", issue.access_token.audience)
                      .finish();
  return event;
}

Task<http::Response> refuse_token(const TokenContext& context, const oauth::User* user,
                                  const oauth::Error& error) {
  auto answer = co_await refuse(context.services, context.request, "token.refused",
                                &context.client(), user, error);
  context.counts.refused(grant_type_of(context.from.body), error);
  co_return answer;
}

std::string make_jti(Random& random) {
  return make_id(random, "at_");
}

}  // namespace latchkey::endpoint
