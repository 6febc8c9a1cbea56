#include "api/caller.hpp"

#include <spdlog/fmt/fmt.h>
#include <stdexcept>

#include "api/local_administrator.hpp"
#include "oauth/request/presented_token.hpp"

namespace latchkey::api {
namespace {

using Identified = std::expected<Caller, Problem>;

Problem unauthorized(std::string detail, std::string challenge = "Bearer") {
  return {.status = 401,
          .detail = std::move(detail),
          .headers = {{"WWW-Authenticate", std::move(challenge)}}};
}

// RFC 6750 3.1.
Problem invalid_token(std::string_view description) {
  return unauthorized(
      "The bearer token is not valid.",
      fmt::format(R"(Bearer error="invalid_token", error_description="{}")", description));
}

Problem insufficient_scope(std::string detail, std::string_view scope = {}) {
  std::string challenge = R"(Bearer error="insufficient_scope")";
  if (!scope.empty())
    challenge += fmt::format(R"(, scope="{}")", scope);
  return {.status = 403,
          .detail = std::move(detail),
          .headers = {{"WWW-Authenticate", std::move(challenge)}}};
}

bool is_safe(http::Method method) {
  return method == http::Method::get || method == http::Method::head;
}

bool is_allowed(const oauth::Authority& authority, const Access& access) {
  if (access.is_for_system_administrators_only && !authority.is_system_administrator)
    return false;
  return access.permission.empty() || authority.permissions.contains(access.permission);
}

Problem not_allowed(const Access& access) {
  return forbidden(access.is_for_system_administrators_only
                       ? "Only System Administrators may do this."
                       : fmt::format("This needs the permission {}.", access.permission));
}

// What a bearer token needs for this, space-delimited.
std::string scopes_needed(const Access& access) {
  return std::string(access.permission.empty() ? access.token_scopes : access.permission);
}

Identified judge_token(const identity::BearerIdentity& identity, const Access& access) {
  if (access.is_for_sessions_only)
    return std::unexpected(insufficient_scope("This is for users who are signed in themselves."));
  const std::string needed = scopes_needed(access);
  const auto scopes = oauth::ScopeSet::parse(needed);
  if (scopes && !identity.scopes.contains_all(*scopes))
    return std::unexpected(
        insufficient_scope(fmt::format("The token needs the scope {}.", needed), needed));
  const auto& authority = *identity.authority;
  if (!is_allowed(authority, access))
    return std::unexpected(not_allowed(access));
  Caller caller;
  caller.permissions = authority.permissions.filtered(
      [&](const std::string& one) { return identity.scopes.contains(one); });
  caller.is_system_administrator =
      authority.is_system_administrator && identity.scopes.contains_all(authority.permissions);
  caller.user = authority.user;
  caller.client = *identity.client;
  return caller;
}

Task<Identified> by_token(const identity::Services& services, const Access& access,
                          const http::Request& request) {
  const auto presented = oauth::read_bearer_header(request.header("authorization"));
  if (!presented)
    co_return std::unexpected(invalid_token(presented.error().description));
  if (!*presented)
    co_return std::unexpected(unauthorized("The Authorization header has no bearer token."));
  const auto identity = co_await services.bearer.authenticate(**presented);
  if (!identity) {
    services.log.info("api_token_refused", request.log_fields(),
                      {{"reason", identity.error().error.detail}});
    co_return std::unexpected(invalid_token(identity.error().error.description));
  }
  co_return judge_token(**identity, access);
}

Task<Identified> by_session(const identity::Services& services, const Access& access,
                            const http::Request& request) {
  const auto cookie = session_cookie_value(request, services.deployment);
  auto current = co_await services.sessions.current(cookie);
  if (!current)
    co_return std::unexpected(unauthorized("Sign in first."));
  const auto csrf_token = request.header(csrf_header);
  if (!is_safe(request.method) &&
      !(csrf_token && services.sessions.is_csrf_token(*csrf_token, *cookie)))
    co_return std::unexpected(forbidden("The X-CSRF-Token header is missing or wrong."));
  if (!is_allowed(current->authority, access))
    co_return std::unexpected(not_allowed(access));
  Caller caller;
  caller.permissions = std::move(current->authority.permissions);
  caller.is_system_administrator = current->authority.is_system_administrator;
  caller.user = std::move(current->authority.user);
  caller.session = std::move(current->session);
  co_return caller;
}

Identified by_local_socket(const identity::Services& services, const Access& access) {
  if (access.is_about_oneself)
    return std::unexpected(
        forbidden("The local administrator is no user: it has no account, sessions or consents."));
  return local_administrator(services.store);
}

}  // namespace

http::CookieSecurity cookie_security(const identity::Deployment& deployment) {
  return deployment.has_secure_cookies ? http::CookieSecurity::host_prefixed
                                       : http::CookieSecurity::plain;
}

std::optional<std::string_view> session_cookie_value(const http::Request& request,
                                                     const identity::Deployment& deployment) {
  return request.cookie(http::cookie_name(cookie_security(deployment), session_cookie));
}

Task<std::expected<Caller, Problem>> identify_caller(const identity::Services& services,
                                                     const Access& access,
                                                     const http::Request& request) {
  if (request.listener == http::Listener::administration)
    co_return by_local_socket(services, access);
  if (access.is_for_local_administrator_only)
    throw std::logic_error("a route of the local socket is served elsewhere");
  if (request.header_count("authorization") > 0)
    co_return co_await by_token(services, access, request);
  co_return co_await by_session(services, access, request);
}

}  // namespace latchkey::api
