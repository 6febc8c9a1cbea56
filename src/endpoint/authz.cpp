#include <memory>
#include <optional>

#include "endpoint/forward_authorization.hpp"
#include "endpoint/oauth_response.hpp"
#include "endpoint/proxied_call.hpp"
#include "oauth/check/request_path.hpp"
#include "oauth/check/requested_resource.hpp"
#include "oauth/decide/protected_resource.hpp"
#include "oauth/request/presented_token.hpp"

namespace latchkey::endpoint {

namespace {

// The rule for a call, or why there is none.
using FoundRule = std::expected<const oauth::AccessRule*, std::string_view>;

// One call to judge; everything outlives the handler's Task.
struct Question {
  ForwardAuthorization& authorization;
  const http::Request& request;
  AuditedCall call;
};

struct Refusal {
  oauth::Error error;
  const oauth::AccessToken* token;  // null where it is none of this server
  http::Response response;
};

http::Response pass() {
  http::Response response;
  response.add("Cache-Control", "no-store");
  return response;
}

http::Response allow(const identity::BearerIdentity& identity) {
  auto response = pass();
  response.add("X-Latchkey-User", identity.authority->user.id)
      .add("X-Latchkey-Client", identity.client->id)
      .add("X-Latchkey-Scopes", identity.scope)
      .add("X-Latchkey-Organization", identity.token.org_id);
  return response;
}

Task<void> append(const Services& services, store::audit::Event event) {
  auto write = [event = std::move(event)](store::Transaction& tx) {
    store::audit::append(tx, event);
  };
  co_await services.store.write(std::move(write));
}

Task<std::shared_ptr<const oauth::Authority>> find_user(const Services& services,
                                                        const store::Snapshot& snapshot,
                                                        const std::string& user_id) {
  auto& known = services.store.known_users();
  if (auto found = known.find(snapshot, user_id))
    co_return found;
  auto read = [&](store::Transaction& tx) { return known.find_or_read(tx, snapshot, user_id); };
  co_return co_await services.store.read(std::move(read));
}

// Logs a refusal, and audits it where it is among those to be kept.
Task<void> record_refusal(const Question& question, const Refusal& refusal) {
  auto& [services, sampler, strangers] = question.authorization;
  const auto& [error, token, response] = refusal;
  services.log.info("api.refused", question.request.log_fields(),
                    {{"resource", question.call.resource.name},
                     {"error", oauth::traits(error.code).wire},
                     {"reason", oauth::reason(error)}});
  if (!sampler.takes(question.call.resource.audit_refusals))
    co_return;
  if (token == nullptr && !strangers.takes(std::chrono::steady_clock::now()))
    co_return;
  const auto snapshot = services.store.snapshot();
  std::shared_ptr<const oauth::Authority> user;
  std::optional<NamedCaller> caller;
  if (token != nullptr) {
    user = co_await find_user(services, *snapshot, token->sub);
    caller.emplace(*token, user ? &user->user : nullptr, snapshot->client(token->client_id));
  }
  auto event = refused_call_event(question.request, question.call, caller, snapshot->default_org_id,
                                  error, services.store.clock().now());
  co_await append(services, std::move(event));
}

// A frame of its own: few calls need the room for an event where only some are kept.
Task<void> record_call(const Question& question, const identity::BearerIdentity& identity) {
  const auto& services = question.authorization.services;
  auto event = call_event(question.request, question.call, identity, services.store.clock().now());
  co_await append(services, std::move(event));
}

// As an error of the token: a proxy would turn the 400 of invalid_request into a 500.
identity::BearerRefusal malformed(oauth::Error error) {
  error.code = oauth::ErrorCode::invalid_token;
  return {.error = std::move(error), .token = {}};
}

Refusal refuse_token(const Question& question, oauth::Error error,
                     const oauth::AccessToken* token) {
  auto response = bearer_error(error, {}, oauth::metadata_url(question.call.resource));
  return {.error = std::move(error), .token = token, .response = std::move(response)};
}

Refusal refuse_call(std::string_view reason, const oauth::AccessToken& token) {
  oauth::Error error{oauth::ErrorCode::access_denied, "No rule allows this call.",
                     std::string(reason)};
  auto response = oauth_error(error);
  response.status = 403;
  return {.error = std::move(error), .token = &token, .response = std::move(response)};
}

Refusal refuse_scopes(const Question& question, const oauth::ScopeSet& needed,
                      const identity::BearerIdentity& identity) {
  const auto scope = needed.to_string();
  oauth::Error error{oauth::ErrorCode::insufficient_scope,
                     "The access token does not carry the scope that this call needs.",
                     "needs " + scope + ", carries " + identity.scope};
  auto response = bearer_error(error, scope, oauth::metadata_url(question.call.resource));
  return {.error = std::move(error), .token = &identity.token, .response = std::move(response)};
}

// Nothing where the call may go on.
std::optional<Refusal> judge(const Question& question, const FoundRule& rule,
                             const identity::Bearer& bearer) {
  if (!bearer)
    return refuse_token(question, bearer.error().error, bearer.error().token.get());
  const auto& identity = **bearer;
  const auto& token = identity.token;
  if (!oauth::takes_audience(question.call.resource, token.audience,
                             question.authorization.services.deployment.issuer.audience))
    return refuse_token(
        question,
        {oauth::ErrorCode::invalid_token, "The access token is for another resource.",
         "the token is for " + token.audience},
        &token);
  if (!rule)
    return refuse_call(rule.error(), token);
  if (!identity.scopes.contains_all((*rule)->scopes))
    return refuse_scopes(question, (*rule)->scopes, identity);
  return std::nullopt;
}

// For whoever set up the proxy, in the log.
http::Response misconfigured(const Services& services, const http::Request& request,
                             std::string_view reason) {
  services.log.warn("authz.misconfigured", request.log_fields(), {{"reason", reason}});
  return oauth_error({.code = oauth::ErrorCode::invalid_request,
                      .description = "This does not name a call to a configured resource.",
                      .detail = std::string(reason)});
}

const oauth::Resource* resource_of(const ForwardAuthorization& authorization,
                                   const http::Request& request) {
  const auto& resources = authorization.services.deployment.resources;
  if (!request.path_parameters.empty())
    return oauth::find_resource(resources, request.path_parameters.front());
  return resources.size() == 1 ? &resources.front() : nullptr;
}

Task<http::Response> answer(ForwardAuthorization& authorization, const http::Request& request,
                            std::expected<ProxiedCall, std::string_view> call) {
  const auto& services = authorization.services;
  const auto* resource = resource_of(authorization, request);
  if (resource == nullptr)
    co_return misconfigured(services, request, "the URL names no configured resource");
  if (!call)
    co_return misconfigured(services, request, call.error());

  const auto path = oauth::read_request_path(call->target);
  const auto rule = path ? resource->rules.find(call->method, path->text)
                         : FoundRule(std::unexpected(path.error()));
  if (rule && (*rule)->is_public)
    co_return pass();

  const auto token = oauth::read_bearer_header(request.header("authorization"));
  if (token && !*token)
    co_return bearer_challenge(oauth::metadata_url(*resource));
  const Question question{.authorization = authorization,
                          .request = request,
                          .call = {.resource = *resource,
                                   .method = call->method,
                                   .path = path ? std::string_view(path->text)
                                                : call->target.substr(0, call->target.find('?'))}};
  identity::Bearer bearer;
  if (token)
    bearer = co_await services.bearer.authenticate_for_any(**token);
  else
    bearer = std::unexpected(malformed(token.error()));
  if (auto refusal = judge(question, rule, bearer)) {
    co_await record_refusal(question, *refusal);
    co_return std::move(refusal->response);
  }
  if (authorization.sampler.takes((*rule)->audit.value_or(resource->audit)))
    co_await record_call(question, **bearer);
  co_return allow(**bearer);
}

}  // namespace

Task<http::Response> authz(ForwardAuthorization& authorization, const http::Request& request) {
  return answer(authorization, request, read_proxied_call(request));
}

Task<http::Response> authz_by_path(ForwardAuthorization& authorization,
                                   const http::Request& request) {
  return answer(authorization, request,
                ProxiedCall{http::name(request.method), request.path_parameters.back()});
}

}  // namespace latchkey::endpoint
