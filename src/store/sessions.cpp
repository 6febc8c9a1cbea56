#include "store/sessions.hpp"

#include "store/columns.hpp"

namespace latchkey::store::sessions {

namespace {

std::string select(std::string_view rest) {
  return "SELECT id, digest, org_id, user_id, auth_time, created_at, last_seen_at, expires_at, "
         "address, user_agent FROM sessions" +
         std::string(rest);
}

oauth::Session session_of(const db::Row& row) {
  return {.id = text_column(row, 0),
          .digest = text_column(row, 1),
          .org_id = text_column(row, 2),
          .user_id = text_column(row, 3),
          .auth_time = time_column(row, 4),
          .created_at = time_column(row, 5),
          .last_seen_at = time_column(row, 6),
          .expires_at = time_column(row, 7),
          .address = text_column(row, 8),
          .user_agent = text_column(row, 9)};
}

}  // namespace

void insert(Transaction& tx, const oauth::Session& session) {
  tx.execute(
      "INSERT INTO sessions (id, digest, org_id, user_id, auth_time, created_at, last_seen_at, "
      "expires_at, address, user_agent) SELECT $1, $2, $3, id, $5, $6, $7, $8, $9, $10 "
      "FROM users WHERE id = $4 AND status = 'active'",
      {session.id, session.digest, session.org_id, session.user_id, micros(session.auth_time),
       micros(session.created_at), micros(session.last_seen_at), micros(session.expires_at),
       session.address, session.user_agent});
}

std::optional<oauth::Session> find_by_digest(Transaction& tx, std::string_view digest) {
  return tx.one(select(" WHERE digest = $1"), {digest}, session_of);
}

std::vector<oauth::Session> list_of_user(Transaction& tx, std::string_view user_id, Time now) {
  return tx.all(select(" WHERE user_id = $1 AND expires_at > $2 ORDER BY last_seen_at DESC, id"),
                {user_id, micros(now)}, session_of);
}

void touch(Transaction& tx, std::string_view session_id, Time last_seen_at) {
  tx.execute("UPDATE sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2",
             {session_id, micros(last_seen_at)});
}

bool erase(Transaction& tx, std::string_view user_id, std::string_view session_id) {
  return tx.execute("DELETE FROM sessions WHERE id = $1 AND user_id = $2", {session_id, user_id}) !=
         0;
}

std::int64_t erase_all_of_user(Transaction& tx, std::string_view user_id,
                               std::string_view keep_session_id) {
  return tx.execute("DELETE FROM sessions WHERE user_id = $1 AND id <> $2",
                    {user_id, keep_session_id});
}

}  // namespace latchkey::store::sessions
