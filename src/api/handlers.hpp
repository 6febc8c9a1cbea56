// The handlers of the REST API, one file a resource; access.cpp says who may call them.
#pragma once

#include "api/call.hpp"

namespace latchkey::api {

// auth.cpp
Task<Answer> sign_in(const Call& call);
Task<Answer> sign_out(const Call& call);

// me.cpp, me_password.cpp, me_sessions.cpp, me_consents.cpp
Task<Answer> show_me(const Call& call);
Task<Answer> update_me(const Call& call);
Task<Answer> change_my_password(const Call& call);
Task<Answer> list_my_sessions(const Call& call);
Task<Answer> end_my_session(const Call& call);
Task<Answer> end_my_other_sessions(const Call& call);
Task<Answer> list_my_consents(const Call& call);
Task<Answer> withdraw_my_consent(const Call& call);

// overview.cpp
Task<Answer> show_overview(const Call& call);
Task<Answer> list_attention(const Call& call);

// server.cpp
Task<Answer> show_server(const Call& call);

// log_level.cpp
Task<Answer> show_log_level(const Call& call);
Task<Answer> change_log_level(const Call& call);

// backups.cpp
Task<Answer> record_backup(const Call& call);

// clients.cpp, client_create.cpp, client_update.cpp, client_status.cpp, client_secrets.cpp,
// client_use.cpp
Task<Answer> list_clients(const Call& call);
Task<Answer> show_client(const Call& call);
Task<Answer> create_client(const Call& call);
Task<Answer> update_client(const Call& call);
Task<Answer> delete_client(const Call& call);
Task<Answer> enable_client(const Call& call);
Task<Answer> disable_client(const Call& call);
Task<Answer> add_client_secret(const Call& call);
Task<Answer> remove_client_secret(const Call& call);
Task<Answer> show_client_impact(const Call& call);
Task<Answer> list_client_grants(const Call& call);

// scopes.cpp
Task<Answer> list_scopes(const Call& call);

// permissions.cpp
Task<Answer> show_permissions(const Call& call);
Task<Answer> replace_permissions(const Call& call);

// users.cpp, user_create.cpp, user_update.cpp, user_status.cpp, user_password.cpp,
// user_sessions.cpp
Task<Answer> list_users(const Call& call);
Task<Answer> show_user(const Call& call);
Task<Answer> create_user(const Call& call);
Task<Answer> update_user(const Call& call);
Task<Answer> delete_user(const Call& call);
Task<Answer> enable_user(const Call& call);
Task<Answer> disable_user(const Call& call);
Task<Answer> list_user_sessions(const Call& call);
Task<Answer> end_user_sessions(const Call& call);
Task<Answer> end_user_session(const Call& call);
Task<Answer> reset_user_password(const Call& call);

// roles.cpp, role_change.cpp
Task<Answer> list_roles(const Call& call);
Task<Answer> show_role(const Call& call);
Task<Answer> create_role(const Call& call);
Task<Answer> update_role(const Call& call);
Task<Answer> delete_role(const Call& call);

// audit.cpp, audit_csv.cpp
Task<Answer> list_audit(const Call& call);
Task<Answer> export_audit(const Call& call);

// settings.cpp
Task<Answer> show_settings(const Call& call);
Task<Answer> update_settings(const Call& call);

// configuration.cpp
Task<Answer> show_configuration(const Call& call);
Task<Answer> apply_configuration(const Call& call);

// keys.cpp
Task<Answer> list_keys(const Call& call);
Task<Answer> rotate_keys(const Call& call);

// openapi.cpp
Task<Answer> show_openapi(const Call& call);

}  // namespace latchkey::api
