#include "api/client_json.hpp"

#include "api/render.hpp"
#include "store/activity.hpp"

namespace latchkey::api {
namespace {

json::array response_types(const oauth::Client& client) {
  if (client.allows(oauth::GrantType::authorization_code))
    return {"code"};
  return {};
}

// With the status, since a client whose acting user is disabled or deleted gets no tokens.
json::value acting_user_json(const oauth::Client& client, UserDirectory& directory) {
  if (client.acting_user_id.empty())
    return nullptr;
  json::object reference = directory.user_reference(client.acting_user_id);
  const oauth::User* user = directory.user(client.acting_user_id);
  reference["status"] = user == nullptr ? "deleted" : oauth::name(user->status);
  return reference;
}

json::array secrets_json(const oauth::Client& client) {
  json::array secrets;
  for (const auto& secret : client.secrets)
    secrets.push_back(json::object{{"id", secret.id},
                                   {"created_at", time_or_null(secret.created_at)},
                                   {"last_used_at", time_or_null(secret.last_used_at)}});
  return secrets;
}

}  // namespace

json::object client_json(const oauth::Client& client, UserDirectory& directory) {
  return {{"client_id", client.id},
          {"name", client.name},
          {"description", client.description},
          {"client_type", oauth::name(client.type)},
          {"grant_types", grant_type_names(client)},
          {"response_types", response_types(client)},
          {"redirect_uris", texts_json(client.redirect_uris)},
          {"post_logout_redirect_uris", texts_json(client.post_logout_redirect_uris)},
          {"scopes", texts_json(client.scopes.values())},
          {"require_pkce", client.requires_pkce},
          {"id_token_signed_response_alg", crypto::name(client.id_token_algorithm)},
          {"acting_user", acting_user_json(client, directory)},
          {"status", oauth::name(client.status)},
          {"created_by", directory.user_reference(client.created_by)},
          {"created_at", time_or_null(client.created_at)},
          {"updated_by", directory.user_reference(client.updated_by)},
          {"updated_at", time_or_null(client.updated_at)}};
}

json::object client_details_json(store::Transaction& tx, const oauth::Client& client,
                                 UserDirectory& directory) {
  json::object details = client_json(client, directory);
  details["last_used_at"] = time_or_null(store::activity::last_used(tx, client));
  details["secrets"] = secrets_json(client);
  return details;
}

json::object editable_client_fields(const oauth::Client& client) {
  return {{"name", client.name},
          {"description", client.description},
          {"redirect_uris", texts_json(client.redirect_uris)},
          {"post_logout_redirect_uris", texts_json(client.post_logout_redirect_uris)},
          {"scopes", texts_json(client.scopes.values())},
          {"require_pkce", client.requires_pkce},
          {"id_token_signed_response_alg", crypto::name(client.id_token_algorithm)},
          {"acting_user_id", text_or_null(client.acting_user_id)}};
}

json::object created_client_fields(const oauth::Client& client) {
  json::object fields = editable_client_fields(client);
  fields["client_type"] = oauth::name(client.type);
  fields["grant_types"] = grant_type_names(client);
  return fields;
}

json::object impact_fields(const store::clients::Impact& impact) {
  return {{"live_grants", impact.live_grants},
          {"live_refresh_tokens", impact.live_refresh_tokens},
          {"consents", impact.consents}};
}

json::array grant_type_names(const oauth::Client& client) {
  json::array names;
  for (const auto grant_type : client.grant_types) names.emplace_back(oauth::name(grant_type));
  return names;
}

store::audit::Target client_target(const oauth::Client& client) {
  return {.type = "client", .id = client.id, .name = client.name};
}

}  // namespace latchkey::api
