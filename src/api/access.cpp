#include "api/access.hpp"

#include <array>

#include "api/caller.hpp"
#include "api/handlers.hpp"

namespace latchkey::api {
namespace {

constexpr Access anyone{.is_open_to_anyone = true};
constexpr Access themselves{.is_for_sessions_only = true, .is_about_oneself = true};
constexpr Access signed_in{};
// What a token's holder may learn of its user, as userinfo would tell.
constexpr Access identified{.is_about_oneself = true, .token_scopes = "profile email"};
constexpr Access on_the_machine{.is_for_local_administrator_only = true};

constexpr Access holders_of(std::string_view permission) {
  return {.permission = permission};
}
constexpr Access administrators(std::string_view permission) {
  return {.is_for_system_administrators_only = true, .permission = permission};
}

constexpr Access reads_clients = administrators("clients:read");
constexpr Access writes_clients = administrators("clients:write");
constexpr Access reads_users = holders_of("users:read");
constexpr Access writes_users = holders_of("users:write");
constexpr Access reads_roles = holders_of("roles:read");
constexpr Access writes_roles = holders_of("roles:write");
constexpr Access reads_audit = holders_of("audit:read");
constexpr Access reads_settings = holders_of("settings:read");
constexpr Access writes_settings = holders_of("settings:write");
constexpr Access writes_permissions = administrators("settings:write");
constexpr Access reads_keys = administrators("settings:read");
constexpr Access writes_keys = administrators("settings:write");

constexpr auto get = http::Method::get;
constexpr auto post = http::Method::post;
constexpr auto put = http::Method::put;
constexpr auto patch = http::Method::patch;
constexpr auto erase = http::Method::delete_;

constexpr std::array table{
    Entry{get, "/openapi.json", anyone, show_openapi},

    Entry{post, "/api/v1/auth/login", anyone, sign_in},
    Entry{post, "/api/v1/auth/logout", themselves, sign_out},

    Entry{get, "/api/v1/me", identified, show_me},
    Entry{patch, "/api/v1/me", themselves, update_me},
    Entry{post, "/api/v1/me/password", themselves, change_my_password},
    Entry{get, "/api/v1/me/sessions", themselves, list_my_sessions},
    Entry{erase, "/api/v1/me/sessions", themselves, end_my_other_sessions},
    Entry{erase, "/api/v1/me/sessions/{id}", themselves, end_my_session},
    Entry{get, "/api/v1/me/consents", themselves, list_my_consents},
    Entry{erase, "/api/v1/me/consents/{client_id}", themselves, withdraw_my_consent},

    Entry{get, "/api/v1/overview", signed_in, show_overview},
    Entry{get, "/api/v1/overview/attention", signed_in, list_attention},
    Entry{get, "/api/v1/server", on_the_machine, show_server},
    Entry{get, "/api/v1/log-level", on_the_machine, show_log_level},
    Entry{patch, "/api/v1/log-level", on_the_machine, change_log_level},
    Entry{post, "/api/v1/backups", on_the_machine, record_backup},

    Entry{get, "/api/v1/oauth2/clients", reads_clients, list_clients},
    Entry{post, "/api/v1/oauth2/clients", writes_clients, create_client},
    Entry{get, "/api/v1/oauth2/clients/{client_id}", reads_clients, show_client},
    Entry{patch, "/api/v1/oauth2/clients/{client_id}", writes_clients, update_client},
    Entry{erase, "/api/v1/oauth2/clients/{client_id}", writes_clients, delete_client},
    Entry{get, "/api/v1/oauth2/clients/{client_id}/impact", reads_clients, show_client_impact},
    Entry{get, "/api/v1/oauth2/clients/{client_id}/grants", reads_clients, list_client_grants},
    Entry{post, "/api/v1/oauth2/clients/{client_id}/enable", writes_clients, enable_client},
    Entry{post, "/api/v1/oauth2/clients/{client_id}/disable", writes_clients, disable_client},
    Entry{post, "/api/v1/oauth2/clients/{client_id}/secrets", writes_clients, add_client_secret},
    Entry{erase, "/api/v1/oauth2/clients/{client_id}/secrets/{id}", writes_clients,
          remove_client_secret},
    Entry{get, "/api/v1/oauth2/scopes", signed_in, list_scopes},

    Entry{get, "/api/v1/permissions", signed_in, show_permissions},
    Entry{put, "/api/v1/permissions", writes_permissions, replace_permissions},

    Entry{get, "/api/v1/users", reads_users, list_users},
    Entry{post, "/api/v1/users", writes_users, create_user},
    Entry{get, "/api/v1/users/{id}", reads_users, show_user},
    Entry{patch, "/api/v1/users/{id}", writes_users, update_user},
    Entry{erase, "/api/v1/users/{id}", writes_users, delete_user},
    Entry{post, "/api/v1/users/{id}/password", writes_users, reset_user_password},
    Entry{post, "/api/v1/users/{id}/enable", writes_users, enable_user},
    Entry{post, "/api/v1/users/{id}/disable", writes_users, disable_user},
    Entry{get, "/api/v1/users/{id}/sessions", reads_users, list_user_sessions},
    Entry{erase, "/api/v1/users/{id}/sessions", writes_users, end_user_sessions},
    Entry{erase, "/api/v1/users/{id}/sessions/{session_id}", writes_users, end_user_session},

    Entry{get, "/api/v1/roles", reads_roles, list_roles},
    Entry{post, "/api/v1/roles", writes_roles, create_role},
    Entry{get, "/api/v1/roles/{id}", reads_roles, show_role},
    Entry{patch, "/api/v1/roles/{id}", writes_roles, update_role},
    Entry{erase, "/api/v1/roles/{id}", writes_roles, delete_role},

    Entry{get, "/api/v1/audit", reads_audit, list_audit},
    Entry{get, "/api/v1/audit.csv", reads_audit, export_audit},

    Entry{get, "/api/v1/configuration", on_the_machine, show_configuration},
    Entry{post, "/api/v1/configuration", on_the_machine, apply_configuration},

    Entry{get, "/api/v1/settings", reads_settings, show_settings},
    Entry{patch, "/api/v1/settings", writes_settings, update_settings},

    Entry{get, "/api/v1/keys", reads_keys, list_keys},
    Entry{post, "/api/v1/keys/rotate", writes_keys, rotate_keys},
};

}  // namespace

std::span<const Entry> access_table() {
  return table;
}

Task<http::Response> serve(const identity::Services& services, const Entry& entry,
                           const http::Request& request) {
  Caller caller;
  if (!entry.access.is_open_to_anyone) {
    auto identified = co_await identify_caller(services, entry.access, request);
    if (!identified)
      co_return problem_response(identified.error(), request.request_id);
    caller = std::move(*identified);
  }
  const Call call{services, request, std::move(caller), services.store.clock().now()};
  Answer answer = co_await entry.handler(call);
  if (!answer)
    co_return problem_response(answer.error(), request.request_id);
  answer->set("Cache-Control", "no-store").set("X-Content-Type-Options", "nosniff");
  co_return std::move(*answer);
}

}  // namespace latchkey::api
