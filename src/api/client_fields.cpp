#include "api/client_fields.hpp"

#include "api/local_administrator.hpp"
#include "oauth/check/client_metadata.hpp"
#include "store/permission_catalogues.hpp"
#include "store/settings.hpp"
#include "store/users.hpp"

namespace latchkey::api {
namespace {

void read_algorithm(Fields& body, oauth::Client& client) {
  constexpr std::string_view field = "id_token_signed_response_alg";
  const auto text = body.text(field);
  if (!text)
    return;
  if (*text == crypto::name(crypto::Algorithm::rs256))
    client.id_token_algorithm = crypto::Algorithm::rs256;
  else if (*text == crypto::name(crypto::Algorithm::es256))
    client.id_token_algorithm = crypto::Algorithm::es256;
  else
    body.faults.add(field, "must be RS256 or ES256");
}

void judge_acting_user(Fields& body, const oauth::Client& client, store::Transaction& tx) {
  const auto user = store::users::find(tx, client.org_id, client.acting_user_id);
  if (!user)
    body.faults.add("acting_user_id", "is not the id of a user");
  else if (!user->is_active())
    body.faults.add("acting_user_id", "is the id of a user who is disabled");
}

bool adds_rbac_scopes(const oauth::Client& client, const oauth::Client* before,
                      const oauth::PermissionCatalogue& catalogue) {
  const oauth::ScopeSet added = client.scopes.filtered([&](const std::string& scope) {
    return oauth::category_of(scope, catalogue) == oauth::ScopeCategory::rbac &&
           (before == nullptr || !before->scopes.contains(scope));
  });
  return !added.empty();
}

}  // namespace

void read_editable_fields(Fields& body, oauth::Client& client) {
  client.name = body.text("name").value_or(std::move(client.name));
  client.description = body.text("description").value_or(std::move(client.description));
  client.redirect_uris = body.texts("redirect_uris").value_or(std::move(client.redirect_uris));
  client.post_logout_redirect_uris =
      body.texts("post_logout_redirect_uris").value_or(std::move(client.post_logout_redirect_uris));
  if (auto scopes = body.texts("scopes"))
    client.scopes = oauth::ScopeSet(std::move(*scopes));
  client.requires_pkce = body.boolean("require_pkce").value_or(client.requires_pkce);
  read_algorithm(body, client);
}

void read_acting_user(Fields& body, oauth::Client& client, store::Transaction& tx) {
  const std::string before = client.acting_user_id;
  const bool needs_one = client.allows(oauth::GrantType::client_credentials);
  client.acting_user_id = body.text_or_null("acting_user_id").value_or(before);
  if (client.acting_user_id.empty() && needs_one) {
    if (client.created_by == local_administrator_id) {
      if (!body.faults.concerns("acting_user_id"))
        body.faults.add("acting_user_id",
                        "must be given: the client was created by the local administrator, which "
                        "is no user that it could act as");
      return;
    }
    client.acting_user_id = client.created_by;
  }
  if (needs_one && client.acting_user_id != before)
    judge_acting_user(body, client, tx);
}

void judge_client(Fields& body, const oauth::Client& client, const oauth::Client* before,
                  const oauth::ScopePolicy& policy) {
  body.faults.add_for_others(oauth::client_metadata_faults(client));
  if (!policy.rbac_enabled && adds_rbac_scopes(client, before, policy.catalogue))
    body.faults.add("scopes", "must not add RBAC scopes: RBAC is disabled");
}

void judge_client(Fields& body, const oauth::Client& client, const oauth::Client* before,
                  store::Transaction& tx) {
  const auto catalogue = store::permission_catalogues::find(tx, client.org_id);
  const auto settings = store::settings::find(tx, client.org_id);
  judge_client(body, client, before,
               {.catalogue = catalogue, .rbac_enabled = settings.rbac_enabled});
}

void refuse_fields_of_the_server(Fields& body) {
  for (const std::string_view name :
       {"id", "client_id", "client_secret", "secrets", "org_id", "acting_user", "created_by",
        "created_at", "updated_by", "updated_at"})
    body.fixed(name, "is set by the server");
}

}  // namespace latchkey::api
