#include "store/consents.hpp"

#include "store/columns.hpp"

namespace latchkey::store::consents {

namespace {

oauth::Consent consent_of(const db::Row& row) {
  return {.org_id = text_column(row, 0),
          .user_id = text_column(row, 1),
          .client_id = text_column(row, 2),
          .scopes = scopes_column(row, 3),
          .claims = claims_column(row, 4),
          .granted_at = time_column(row, 5),
          .updated_at = time_column(row, 6)};
}

}  // namespace

std::optional<oauth::Consent> find(Transaction& tx, std::string_view user_id,
                                   std::string_view client_id) {
  return tx.one(
      "SELECT org_id, user_id, client_id, scopes, claims, granted_at, updated_at FROM consents "
      "WHERE user_id = $1 AND client_id = $2",
      {user_id, client_id}, consent_of);
}

void upsert(Transaction& tx, const oauth::Consent& consent) {
  tx.execute(
      "INSERT INTO consents (org_id, user_id, client_id, scopes, claims, granted_at, updated_at) "
      "SELECT $1, users.id, clients.id, $4, $5, $6, $7 FROM users, clients "
      "WHERE users.id = $2 AND clients.id = $3 ON CONFLICT (user_id, client_id) DO UPDATE "
      "SET scopes = excluded.scopes, claims = excluded.claims, updated_at = excluded.updated_at",
      {consent.org_id, consent.user_id, consent.client_id, to_list(consent.scopes.values()),
       to_text(consent.claims), micros(consent.granted_at), micros(consent.updated_at)});
}

bool erase(Transaction& tx, std::string_view user_id, std::string_view client_id) {
  return tx.execute("DELETE FROM consents WHERE user_id = $1 AND client_id = $2",
                    {user_id, client_id}) != 0;
}

std::vector<UserConsent> list_of_user(Transaction& tx, std::string_view user_id) {
  return tx.all(
      "SELECT consents.org_id, user_id, client_id, consents.scopes, claims, granted_at, "
      "consents.updated_at, clients.name, clients.description "
      "FROM consents JOIN clients ON clients.id = consents.client_id "
      "WHERE user_id = $1 ORDER BY clients.name_key, clients.id",
      {user_id}, [](const db::Row& row) {
        return UserConsent{.consent = consent_of(row),
                           .client_name = text_column(row, 7),
                           .client_description = text_column(row, 8)};
      });
}

}  // namespace latchkey::store::consents
