#include "store/grants.hpp"

#include <algorithm>
#include <spdlog/fmt/fmt.h>

#include "store/columns.hpp"
#include "store/counters.hpp"
#include "store/page_query.hpp"
#include "store/retention.hpp"
#include "store/search.hpp"
#include "store/touched.hpp"

namespace latchkey::store::grants {

namespace {

constexpr std::string_view columns =
    "grants.id, grants.org_id, grants.client_id, user_id, session_id, scopes, claims, auth_time, "
    "grants.created_at, grants.expires_at, revoked_at, resources";
constexpr int count_of_columns = 12;
constexpr std::string_view code_columns =
    "digest, grant_id, authorization_codes.client_id, redirect_uri, code_challenge, nonce, "
    "authorization_codes.expires_at, redeemed_at";
constexpr std::string_view refresh_token_columns =
    "digest, grant_id, refresh_tokens.created_at, refresh_tokens.expires_at, rotated_at";

oauth::Grant grant_of(const db::Row& row) {
  return {.id = text_column(row, 0),
          .org_id = text_column(row, 1),
          .client_id = text_column(row, 2),
          .user_id = text_column(row, 3),
          .session_id = text_column(row, 4),
          .scopes = scopes_column(row, 5),
          .claims = claims_column(row, 6),
          .auth_time = time_column(row, 7),
          .created_at = time_column(row, 8),
          .expires_at = time_column(row, 9),
          .revoked_at = optional_time_column(row, 10),
          .resources = list_column(row, 11)};
}

oauth::AuthorizationCode code_of(const db::Row& row, int first) {
  return {.digest = text_column(row, first),
          .grant_id = text_column(row, first + 1),
          .client_id = text_column(row, first + 2),
          .redirect_uri = text_column(row, first + 3),
          .code_challenge = row.optional_text(first + 4),
          .nonce = row.optional_text(first + 5),
          .expires_at = time_column(row, first + 6),
          .redeemed_at = optional_time_column(row, first + 7)};
}

oauth::RefreshToken refresh_token_of(const db::Row& row, int first) {
  return {.digest = text_column(row, first),
          .grant_id = text_column(row, first + 1),
          .created_at = time_column(row, first + 2),
          .expires_at = time_column(row, first + 3),
          .rotated_at = optional_time_column(row, first + 4)};
}

std::string of_a_digest(std::string_view selected, std::string_view table) {
  return fmt::format("SELECT {} FROM {} WHERE digest = $1", selected, table);
}

std::string with_grant_of_a_digest(std::string_view selected, std::string_view table) {
  return fmt::format(
      "SELECT {}, {} FROM {} JOIN grants ON grants.id = {}.grant_id WHERE digest = $1", columns,
      selected, table, table);
}

std::string id_of(const db::Row& row) {
  return text_column(row, 0);
}

void kill_access_tokens(Transaction& tx, std::string_view id, Time tokens_until) {
  tx.execute("INSERT INTO access_revocations (number, id, expires_at) VALUES ($1, $2, $3)",
             {counters::next(tx, counters::revocation), id, micros(tokens_until)});
  tx.touch(touched_revocations);
}

std::int64_t kill_access_tokens(Transaction& tx, const std::vector<std::string>& grant_ids,
                                Time tokens_until) {
  for (const auto& grant_id : grant_ids) kill_access_tokens(tx, grant_id, tokens_until);
  return std::ssize(grant_ids);
}

// Whether the rotation may be repeated.
bool is_fresh(const std::optional<oauth::RefreshToken>& successor, std::string_view grant_id,
              Time now) {
  return successor && successor->grant_id == grant_id && !successor->rotated_at &&
         now < successor->expires_at;
}

}  // namespace

void insert(Transaction& tx, const oauth::Grant& grant, const oauth::AuthorizationCode& code) {
  const Time remove_at = std::max(grant.expires_at, code.expires_at) + retention;
  const auto inserted = tx.execute(
      "INSERT INTO grants (id, org_id, client_id, user_id, session_id, scopes, claims, auth_time, "
      "created_at, expires_at, revoked_at, remove_at, resources) "
      "SELECT $1, $2, clients.id, users.id, $5, $6, $7, $8, $9, $10, $11, $12, $13 "
      "FROM clients, users "
      "WHERE clients.id = $3 AND users.id = $4",
      {grant.id, grant.org_id, grant.client_id, grant.user_id, grant.session_id,
       to_list(grant.scopes.values()), to_text(grant.claims), micros(grant.auth_time),
       micros(grant.created_at), micros(grant.expires_at), micros(grant.revoked_at),
       micros(remove_at), to_list(grant.resources)});
  if (inserted == 0)
    return;
  tx.execute(
      "INSERT INTO authorization_codes (digest, grant_id, client_id, redirect_uri, "
      "code_challenge, nonce, expires_at, redeemed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {code.digest, code.grant_id, code.client_id, code.redirect_uri,
       db::optional_text(code.code_challenge), db::optional_text(code.nonce),
       micros(code.expires_at), micros(code.redeemed_at)});
}

std::optional<oauth::Grant> find(Transaction& tx, std::string_view grant_id) {
  static const std::string sql = "SELECT " + std::string(columns) + " FROM grants WHERE id = $1";
  return tx.one(sql, {grant_id}, grant_of);
}

std::optional<oauth::AuthorizationCode> find_code(Transaction& tx, std::string_view digest) {
  static const auto sql = of_a_digest(code_columns, "authorization_codes");
  return tx.one(sql, {digest}, [](const db::Row& row) { return code_of(row, 0); });
}

std::optional<GrantedCode> find_code_with_grant(Transaction& tx, std::string_view digest) {
  static const auto sql = with_grant_of_a_digest(code_columns, "authorization_codes");
  return tx.one(sql, {digest}, [](const db::Row& row) {
    return GrantedCode{.code = code_of(row, count_of_columns), .grant = grant_of(row)};
  });
}

std::optional<oauth::RefreshToken> find_refresh_token(Transaction& tx, std::string_view digest) {
  static const auto sql = of_a_digest(refresh_token_columns, "refresh_tokens");
  return tx.one(sql, {digest}, [](const db::Row& row) { return refresh_token_of(row, 0); });
}

std::optional<GrantedRefreshToken> find_refresh_token_with_grant(Transaction& tx,
                                                                 std::string_view digest) {
  static const auto sql = with_grant_of_a_digest(refresh_token_columns, "refresh_tokens");
  return tx.one(sql, {digest}, [](const db::Row& row) {
    return GrantedRefreshToken{.token = refresh_token_of(row, count_of_columns),
                               .grant = grant_of(row)};
  });
}

// The grant is looked up by its key alone, so that no planner takes an index of another column.
Redeem redeem_code(Transaction& tx, std::string_view digest, Time now) {
  const auto redeemed = tx.one(
      "UPDATE authorization_codes SET redeemed_at = $2 "
      "WHERE digest = $1 AND redeemed_at IS NULL AND expires_at > $2 AND "
      "(SELECT CASE WHEN grants.revoked_at IS NULL THEN grants.expires_at END FROM grants "
      "WHERE grants.id = authorization_codes.grant_id) > $2 RETURNING digest",
      {digest, micros(now)}, id_of);
  if (redeemed)
    return Redeem::redeemed;
  const auto code = find_code(tx, digest);
  return code && code->redeemed_at ? Redeem::already_redeemed : Redeem::gone;
}

void insert_refresh_token(Transaction& tx, const oauth::RefreshToken& token) {
  tx.execute(
      "INSERT INTO refresh_tokens (digest, grant_id, created_at, expires_at, rotated_at) "
      "VALUES ($1, $2, $3, $4, $5)",
      {token.digest, token.grant_id, micros(token.created_at), micros(token.expires_at),
       micros(token.rotated_at)});
}

Rotate rotate_refresh_token(Transaction& tx, std::string_view digest,
                            const oauth::RefreshToken& successor, Time repeat_since, Time now) {
  const auto rotated = tx.one(
      "UPDATE refresh_tokens SET rotated_at = $2 "
      "WHERE digest = $1 AND rotated_at IS NULL AND expires_at > $2 AND "
      "(SELECT CASE WHEN grants.revoked_at IS NULL THEN grants.expires_at END FROM grants "
      "WHERE grants.id = refresh_tokens.grant_id) > $2 RETURNING digest",
      {digest, micros(now)}, id_of);
  if (rotated) {
    insert_refresh_token(tx, successor);
    return Rotate::rotated;
  }
  const auto token = find_refresh_token(tx, digest);
  if (!token || !token->rotated_at)
    return Rotate::gone;
  const auto grant = find(tx, token->grant_id);
  if (!grant || !grant->is_live(now))
    return Rotate::gone;
  const bool is_repeatable =
      *token->rotated_at >= repeat_since &&
      is_fresh(find_refresh_token(tx, successor.digest), token->grant_id, now);
  return is_repeatable ? Rotate::repeated : Rotate::reused;
}

bool revoke(Transaction& tx, std::string_view grant_id, Time now, Time tokens_until) {
  const auto revoked = tx.all(
      "UPDATE grants SET revoked_at = $2, remove_at = $3 WHERE id = $1 AND revoked_at IS NULL "
      "RETURNING id",
      {grant_id, micros(now), micros(std::max(now, tokens_until) + retention)}, id_of);
  return kill_access_tokens(tx, revoked, tokens_until) != 0;
}

std::int64_t revoke_all_of_user(Transaction& tx, std::string_view user_id,
                                std::optional<std::string_view> client_id, Time now,
                                Time tokens_until) {
  const auto client = client_id ? db::Value(*client_id) : db::Value(nullptr);
  const auto revoked = tx.all(
      "UPDATE grants SET revoked_at = $3, remove_at = $4 WHERE user_id = $1 "
      "AND (client_id = $2 OR $2 IS NULL) AND revoked_at IS NULL AND expires_at > $3 RETURNING id",
      {user_id, client, micros(now), micros(std::max(now, tokens_until) + retention)}, id_of);
  return kill_access_tokens(tx, revoked, tokens_until);
}

std::int64_t revoke_all_of_session(Transaction& tx, std::string_view session_id, Time now,
                                   Time tokens_until) {
  const auto revoked = tx.all(
      "UPDATE grants SET revoked_at = $2, remove_at = $3 WHERE session_id = $1 "
      "AND revoked_at IS NULL AND expires_at > $2 RETURNING id",
      {session_id, micros(now), micros(std::max(now, tokens_until) + retention)}, id_of);
  return kill_access_tokens(tx, revoked, tokens_until);
}

void end_all_of_user(Transaction& tx, std::string_view user_id, Time now) {
  tx.execute(
      "UPDATE grants SET revoked_at = $2, remove_at = $3 WHERE user_id = $1 "
      "AND revoked_at IS NULL AND expires_at > $2",
      {user_id, micros(now), micros(now + retention)});
}

void erase_all_of_user(Transaction& tx, std::string_view user_id) {
  tx.execute(
      "DELETE FROM authorization_codes WHERE grant_id IN (SELECT id FROM grants WHERE user_id = "
      "$1)",
      {user_id});
  tx.execute(
      "DELETE FROM refresh_tokens WHERE grant_id IN (SELECT id FROM grants WHERE user_id = $1)",
      {user_id});
  tx.execute("DELETE FROM grants WHERE user_id = $1", {user_id});
}

void erase_all_of_client(Transaction& tx, std::string_view client_id) {
  tx.execute(
      "DELETE FROM authorization_codes "
      "WHERE grant_id IN (SELECT id FROM grants WHERE client_id = $1)",
      {client_id});
  tx.execute(
      "DELETE FROM refresh_tokens WHERE grant_id IN (SELECT id FROM grants WHERE client_id = $1)",
      {client_id});
  tx.execute("DELETE FROM grants WHERE client_id = $1", {client_id});
}

void revoke_access_token(Transaction& tx, std::string_view jti, Time tokens_until) {
  kill_access_tokens(tx, jti, tokens_until);
}

Page<LiveGrant> list_of_client(Transaction& tx, std::string_view org_id, std::string_view client_id,
                               const PageRequest& request, Time now) {
  static const std::string from =
      R"( FROM grants JOIN users ON users.id = grants.user_id WHERE grants.client_id = $1
      AND grants.org_id = $2 AND revoked_at IS NULL AND expires_at > $3
      AND search LIKE $4 ESCAPE '\')";
  static const std::string items = "SELECT " + std::string(columns) +
                                   ", first_name, last_name, email" + from +
                                   " ORDER BY grants.created_at DESC, grants.id LIMIT $5 OFFSET $6";
  static const std::string total = "SELECT count(*)" + from;
  const auto pattern = search_pattern(request.q);
  Page<LiveGrant> page;
  page.items = tx.all(
      items, {client_id, org_id, micros(now), pattern, request.page_size, offset(request)},
      [](const db::Row& row) {
        oauth::User user;
        user.first_name = row.text(12);
        user.last_name = row.text(13);
        user.email = row.text(14);
        return LiveGrant{
            .grant = grant_of(row), .user_name = user.display_name(), .user_email = user.email};
      });
  page.total = tx.one(total, {client_id, org_id, micros(now), pattern}, [](const db::Row& row) {
                   return row.integer(0);
                 }).value();
  return page;
}

}  // namespace latchkey::store::grants
