#include "store/clients.hpp"

#include <array>
#include <unordered_map>
#include <utility>

#include "store/columns.hpp"
#include "store/counters.hpp"
#include "store/grants.hpp"
#include "store/page_query.hpp"
#include "store/search.hpp"
#include "store/touched.hpp"

namespace latchkey::store::clients {

namespace {

std::string select(std::string_view rest) {
  return "SELECT id, org_id, name, description, type, grant_types, redirect_uris, "
         "post_logout_redirect_uris, scopes, requires_pkce, id_token_algorithm, acting_user_id, "
         "status, created_by, created_at, updated_by, updated_at FROM clients" +
         std::string(rest);
}

std::vector<oauth::GrantType> grant_types_column(const db::Row& row, int column) {
  std::vector<oauth::GrantType> grant_types;
  for (const auto& text : list_column(row, column))
    grant_types.push_back(oauth::parse_grant_type(text).value());
  return grant_types;
}

std::string to_text(const std::vector<oauth::GrantType>& grant_types) {
  std::vector<std::string> names;
  names.reserve(grant_types.size());
  for (const auto grant_type : grant_types) names.emplace_back(name(grant_type));
  return to_list(names);
}

// Without its secrets.
oauth::Client client_of(const db::Row& row) {
  return {.id = text_column(row, 0),
          .org_id = text_column(row, 1),
          .name = text_column(row, 2),
          .description = text_column(row, 3),
          .type = oauth::parse_client_type(row.text(4)).value(),
          .grant_types = grant_types_column(row, 5),
          .redirect_uris = list_column(row, 6),
          .post_logout_redirect_uris = list_column(row, 7),
          .scopes = scopes_column(row, 8),
          .requires_pkce = flag_column(row, 9),
          .id_token_algorithm = algorithm_column(row, 10),
          .acting_user_id = text_column(row, 11),
          .status = oauth::parse_status(row.text(12)).value(),
          .secrets = {},
          .created_by = text_column(row, 13),
          .created_at = time_column(row, 14),
          .updated_by = text_column(row, 15),
          .updated_at = time_column(row, 16)};
}

oauth::ClientSecret secret_of(const db::Row& row) {
  return {.id = text_column(row, 0),
          .digest = text_column(row, 1),
          .created_at = time_column(row, 2),
          .last_used_at = optional_time_column(row, 3)};
}

void add_secrets(Transaction& tx, oauth::Client& client) {
  client.secrets = tx.all(
      "SELECT id, digest, created_at, last_used_at FROM client_secrets WHERE client_id = $1 "
      "ORDER BY created_at, id",
      {client.id}, secret_of);
}

void insert_secret(Transaction& tx, std::string_view client_id, const oauth::ClientSecret& secret) {
  tx.execute(
      "INSERT INTO client_secrets (id, client_id, digest, created_at, last_used_at) "
      "VALUES ($1, $2, $3, $4, $5)",
      {secret.id, client_id, secret.digest, micros(secret.created_at),
       micros(secret.last_used_at)});
}

std::string search_of(const oauth::Client& client) {
  return search_text({client.name, client.id, client.description});
}

// Those that the condition on $1 holds for.
std::vector<oauth::Client> with_secrets(Transaction& tx, std::string where, db::Value value,
                                        std::string_view order) {
  std::unordered_map<std::string, std::vector<oauth::ClientSecret>> secrets;
  const std::string sql =
      "SELECT id, digest, created_at, last_used_at, client_id FROM client_secrets "
      "WHERE client_id IN (SELECT id FROM clients" +
      where + ") ORDER BY created_at, id";
  tx.run(sql, std::array{value},
         [&](const db::Row& row) { secrets[text_column(row, 4)].push_back(secret_of(row)); });
  auto clients = tx.all(select(where.append(order)), {value}, client_of);
  for (auto& client : clients) client.secrets = std::move(secrets[client.id]);
  return clients;
}

// Has the snapshot read the client again. False when it is gone.
bool mark_changed(Transaction& tx, std::string_view org_id, std::string_view client_id) {
  const auto changed =
      tx.execute("UPDATE clients SET revision = $3 WHERE id = $1 AND org_id = $2",
                 {client_id, org_id, counters::next(tx, counters::client_revision)});
  if (changed == 0)
    return false;
  tx.touch(touched_clients);
  return true;
}

std::int64_t number(const db::Row& row) {
  return row.integer(0);
}

}  // namespace

void insert(Transaction& tx, const oauth::Client& client) {
  tx.execute(
      "INSERT INTO clients (id, org_id, name, name_key, description, search, type, grant_types, "
      "redirect_uris, post_logout_redirect_uris, scopes, requires_pkce, id_token_algorithm, "
      "acting_user_id, status, created_by, created_at, updated_by, updated_at, revision) VALUES "
      "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
      {client.id,
       client.org_id,
       client.name,
       fold(client.name),
       client.description,
       search_of(client),
       name(client.type),
       to_text(client.grant_types),
       to_list(client.redirect_uris),
       to_list(client.post_logout_redirect_uris),
       to_list(client.scopes.values()),
       flag(client.requires_pkce),
       name(client.id_token_algorithm),
       client.acting_user_id,
       name(client.status),
       client.created_by,
       micros(client.created_at),
       client.updated_by,
       micros(client.updated_at),
       counters::next(tx, counters::client_revision)});
  for (const auto& secret : client.secrets) insert_secret(tx, client.id, secret);
  tx.touch(touched_clients);
}

std::optional<oauth::Client> find(Transaction& tx, std::string_view org_id,
                                  std::string_view client_id) {
  auto client = tx.one(select(" WHERE id = $1 AND org_id = $2"), {client_id, org_id}, client_of);
  if (client)
    add_secrets(tx, *client);
  return client;
}

bool exists(Transaction& tx, std::string_view client_id) {
  return tx.one("SELECT count(*) FROM clients WHERE id = $1", {client_id}, number).value() != 0;
}

Page<oauth::Client> list(Transaction& tx, std::string_view org_id,
                         std::optional<oauth::Status> status, const PageRequest& request) {
  const std::string where =
      R"( WHERE org_id = $1 AND (status = $2 OR $2 IS NULL) AND search LIKE $3 ESCAPE '\')";
  const auto order = order_by(
      {{"name", "name_key"}, {"created_at", "created_at"}, {"updated_at", "updated_at"}}, request);
  const auto pattern = search_pattern(request.q);
  const auto status_name = status ? db::Value(name(*status)) : db::Value(nullptr);
  Page<oauth::Client> page;
  page.items =
      tx.all(select(where + order + " LIMIT $4 OFFSET $5"),
             {org_id, status_name, pattern, request.page_size, offset(request)}, client_of);
  for (auto& client : page.items) add_secrets(tx, client);
  page.total =
      tx.one("SELECT count(*) FROM clients" + where, {org_id, status_name, pattern}, number)
          .value();
  return page;
}

bool update(Transaction& tx, const oauth::Client& client) {
  if (!mark_changed(tx, client.org_id, client.id))
    return false;
  tx.execute(
      "UPDATE clients SET name = $2, name_key = $3, description = $4, search = $5, "
      "redirect_uris = $6, post_logout_redirect_uris = $7, scopes = $8, requires_pkce = $9, "
      "id_token_algorithm = $10, acting_user_id = $11, status = $12, updated_by = $13, "
      "updated_at = $14 WHERE id = $1",
      {client.id, client.name, fold(client.name), client.description, search_of(client),
       to_list(client.redirect_uris), to_list(client.post_logout_redirect_uris),
       to_list(client.scopes.values()), flag(client.requires_pkce), name(client.id_token_algorithm),
       client.acting_user_id, name(client.status), client.updated_by, micros(client.updated_at)});
  return true;
}

bool erase(Transaction& tx, std::string_view org_id, std::string_view client_id) {
  if (!mark_changed(tx, org_id, client_id))
    return false;
  grants::erase_all_of_client(tx, client_id);
  tx.execute("DELETE FROM consents WHERE client_id = $1", {client_id});
  tx.execute("DELETE FROM client_secrets WHERE client_id = $1", {client_id});
  tx.execute("DELETE FROM client_activity WHERE client_id = $1", {client_id});
  tx.execute("DELETE FROM clients WHERE id = $1", {client_id});
  return true;
}

AddSecret add_secret(Transaction& tx, std::string_view org_id, std::string_view client_id,
                     const oauth::ClientSecret& secret) {
  if (!mark_changed(tx, org_id, client_id))
    return AddSecret::gone;
  const auto present =
      tx.one("SELECT count(*) FROM client_secrets WHERE client_id = $1", {client_id}, number);
  if (std::cmp_greater_equal(present.value(), max_secrets))
    return AddSecret::too_many;
  insert_secret(tx, client_id, secret);
  return AddSecret::added;
}

bool erase_secret(Transaction& tx, std::string_view org_id, std::string_view client_id,
                  std::string_view secret_id) {
  if (!mark_changed(tx, org_id, client_id))
    return false;
  return tx.execute("DELETE FROM client_secrets WHERE id = $1 AND client_id = $2",
                    {secret_id, client_id}) != 0;
}

void record_secret_use(Transaction& tx, std::string_view secret_id, Time used_at) {
  tx.execute(
      "UPDATE client_secrets SET last_used_at = $2 "
      "WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)",
      {secret_id, micros(used_at)});
}

Impact impact(Transaction& tx, std::string_view org_id, std::string_view client_id, Time now) {
  const auto counted = tx.one(
      "SELECT count(*), count(DISTINCT grants.user_id), count(DISTINCT sessions.id) FROM grants "
      "LEFT JOIN sessions ON sessions.id = grants.session_id AND sessions.expires_at > $3 "
      "WHERE grants.client_id = $1 AND grants.org_id = $2 AND grants.revoked_at IS NULL "
      "AND grants.expires_at > $3",
      {client_id, org_id, micros(now)}, [](const db::Row& row) {
        return Impact{.live_grants = row.integer(0),
                      .live_refresh_tokens = 0,
                      .sessions = row.integer(2),
                      .users = row.integer(1),
                      .consents = 0};
      });
  Impact impact = counted.value();
  impact.live_refresh_tokens =
      tx.one(
            "SELECT count(*) FROM grants JOIN refresh_tokens ON grant_id = grants.id "
            "WHERE client_id = $1 AND org_id = $2 AND revoked_at IS NULL "
            "AND grants.expires_at > $3 AND rotated_at IS NULL AND refresh_tokens.expires_at > $3",
            {client_id, org_id, micros(now)}, number)
          .value();
  impact.consents = tx.one("SELECT count(*) FROM consents WHERE client_id = $1 AND org_id = $2",
                           {client_id, org_id}, number)
                        .value();
  return impact;
}

std::vector<oauth::Client> all(Transaction& tx, std::string_view org_id) {
  return with_secrets(tx, " WHERE org_id = $1", org_id, " ORDER BY name_key, id");
}

std::vector<oauth::Client> changed_since(Transaction& tx, std::int64_t revision) {
  return with_secrets(tx, " WHERE revision > $1", revision, "");
}

std::int64_t count(Transaction& tx) {
  return tx.one("SELECT count(*) FROM clients", {}, number).value();
}

std::vector<std::string> ids(Transaction& tx) {
  return tx.all("SELECT id FROM clients", {},
                [](const db::Row& row) { return text_column(row, 0); });
}

}  // namespace latchkey::store::clients
