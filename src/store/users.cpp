#include "store/users.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "store/columns.hpp"
#include "store/grants.hpp"
#include "store/organizations.hpp"
#include "store/page_query.hpp"
#include "store/roles.hpp"
#include "store/search.hpp"
#include "store/sessions.hpp"
#include "store/touched.hpp"

namespace latchkey::store::users {

namespace {

std::string name_key(const oauth::User& user) {
  return fold(user.first_name + " " + user.last_name);
}

std::string search_of(const oauth::User& user) {
  return search_text({user.email, user.first_name + " " + user.last_name, user.id});
}

void set_roles(Transaction& tx, const oauth::User& user) {
  tx.execute("DELETE FROM user_roles WHERE user_id = $1", {user.id});
  std::int64_t position = 0;
  for (const auto& role_id : user.role_ids)
    tx.execute(
        "INSERT INTO user_roles (user_id, role_id, position) "
        "SELECT $1, id, $2 FROM roles WHERE id = $3 AND org_id = $4 ON CONFLICT DO NOTHING",
        {user.id, position++, role_id, user.org_id});
}

bool is_taken(Transaction& tx, const oauth::User& user) {
  const auto other =
      tx.one("SELECT 1 FROM users WHERE canonical_email = $1 AND id <> $2",
             {canonical_email(user.email), user.id}, [](const db::Row&) { return true; });
  return other.has_value();
}

// Whether no enabled System Administrator would be left without this user.
bool is_last_administrator(Transaction& tx, const oauth::User& user) {
  organizations::lock(tx, user.org_id);
  const auto administrators = tx.all(
      "SELECT users.id FROM roles JOIN user_roles ON user_roles.role_id = roles.id "
      "JOIN users ON users.id = user_roles.user_id "
      "WHERE roles.org_id = $1 AND roles.is_system_administrator = 1 AND users.status = 'active'",
      {user.org_id}, [](const db::Row& row) { return text_column(row, 0); });
  return administrators.size() == 1 && administrators.front() == user.id;
}

bool is_enabled_administrator(Transaction& tx, const oauth::User& user) {
  const auto role = roles::system_administrator(tx, user.org_id);
  return user.is_active() && std::ranges::find(user.role_ids, role.id) != user.role_ids.end();
}

void end_sessions_and_grants(Transaction& tx, std::string_view user_id,
                             std::string_view keep_session_id, Time now) {
  sessions::erase_all_of_user(tx, user_id, keep_session_id);
  grants::end_all_of_user(tx, user_id, now);
}

std::string select(std::string_view rest) {
  return "SELECT id, org_id, email, email_verified, first_name, last_name, status, created_at, "
         "updated_at, last_sign_in_at, password_hash FROM users" +
         std::string(rest);
}

// Without its roles.
oauth::User user_of(const db::Row& row) {
  return {.id = text_column(row, 0),
          .org_id = text_column(row, 1),
          .email = text_column(row, 2),
          .email_verified = flag_column(row, 3),
          .first_name = text_column(row, 4),
          .last_name = text_column(row, 5),
          .status = oauth::parse_status(row.text(6)).value(),
          .role_ids = {},
          .created_at = time_column(row, 7),
          .updated_at = time_column(row, 8),
          .last_sign_in_at = optional_time_column(row, 9)};
}

void add_roles(Transaction& tx, oauth::User& user) {
  user.role_ids = tx.all("SELECT role_id FROM user_roles WHERE user_id = $1 ORDER BY position",
                         {user.id}, [](const db::Row& row) { return text_column(row, 0); });
}

std::optional<oauth::User> with_roles(Transaction& tx, std::optional<oauth::User> user) {
  if (user)
    add_roles(tx, *user);
  return user;
}

}  // namespace

std::string canonical_email(std::string_view email) {
  std::string canonical(email);
  std::ranges::transform(canonical, canonical.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return canonical;
}

Insert insert(Transaction& tx, const oauth::User& user, const std::string& password_hash) {
  const auto inserted = tx.execute(
      "INSERT INTO users (id, org_id, email, canonical_email, email_verified, first_name, "
      "last_name, name_key, search, status, password_hash, created_at, updated_at, "
      "last_sign_in_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
      "ON CONFLICT (canonical_email) DO NOTHING",
      {user.id, user.org_id, user.email, canonical_email(user.email), flag(user.email_verified),
       user.first_name, user.last_name, name_key(user), search_of(user), name(user.status),
       password_hash, micros(user.created_at), micros(user.updated_at),
       micros(user.last_sign_in_at)});
  if (inserted == 0)
    return Insert::email_taken;
  set_roles(tx, user);
  tx.touch(touched_users);
  return Insert::inserted;
}

std::optional<oauth::User> find(Transaction& tx, std::string_view user_id) {
  return with_roles(tx, tx.one(select(" WHERE id = $1"), {user_id}, user_of));
}

std::optional<oauth::User> find(Transaction& tx, std::string_view org_id,
                                std::string_view user_id) {
  return with_roles(tx,
                    tx.one(select(" WHERE id = $1 AND org_id = $2"), {user_id, org_id}, user_of));
}

std::optional<Login> find_login(Transaction& tx, std::string_view canonical_email) {
  auto login =
      tx.one(select(" WHERE canonical_email = $1"), {canonical_email}, [](const db::Row& row) {
        return Login{.user = user_of(row), .password_hash = text_column(row, 10)};
      });
  if (login)
    add_roles(tx, login->user);
  return login;
}

std::optional<std::string> password_hash(Transaction& tx, std::string_view user_id) {
  return tx.one("SELECT password_hash FROM users WHERE id = $1", {user_id},
                [](const db::Row& row) { return text_column(row, 0); });
}

Page<oauth::User> list(Transaction& tx, std::string_view org_id,
                       std::optional<oauth::Status> status, const PageRequest& request) {
  const std::string where =
      R"( WHERE org_id = $1 AND (status = $2 OR $2 IS NULL) AND search LIKE $3 ESCAPE '\')";
  const auto order = order_by({{"email", "canonical_email"},
                               {"name", "name_key"},
                               {"created_at", "created_at"},
                               {"updated_at", "updated_at"},
                               {"last_sign_in_at", "coalesce(last_sign_in_at, 0)"}},
                              request);
  const auto pattern = search_pattern(request.q);
  const auto status_name = status ? db::Value(name(*status)) : db::Value(nullptr);
  Page<oauth::User> page;
  page.items = tx.all(select(where + order + " LIMIT $4 OFFSET $5"),
                      {org_id, status_name, pattern, request.page_size, offset(request)}, user_of);
  for (auto& user : page.items) add_roles(tx, user);
  page.total = tx.one("SELECT count(*) FROM users" + where, {org_id, status_name, pattern},
                      [](const db::Row& row) { return row.integer(0); })
                   .value();
  return page;
}

Change update(Transaction& tx, const oauth::User& user, Time now) {
  const auto present = find(tx, user.org_id, user.id);
  if (!present)
    return Change::gone;
  if (is_taken(tx, user))
    return Change::email_taken;
  if (is_enabled_administrator(tx, *present) && !is_enabled_administrator(tx, user) &&
      is_last_administrator(tx, user))
    return Change::last_administrator;
  tx.execute(
      "UPDATE users SET email = $2, canonical_email = $3, email_verified = $4, first_name = $5, "
      "last_name = $6, name_key = $7, search = $8, status = $9, updated_at = $10 WHERE id = $1",
      {user.id, user.email, canonical_email(user.email), flag(user.email_verified), user.first_name,
       user.last_name, name_key(user), search_of(user), name(user.status), micros(now)});
  set_roles(tx, user);
  if (present->is_active() && !user.is_active())
    end_sessions_and_grants(tx, user.id, "", now);
  tx.touch(touched_users);
  return Change::done;
}

Change erase(Transaction& tx, std::string_view org_id, std::string_view user_id, Time) {
  const auto present = find(tx, org_id, user_id);
  if (!present)
    return Change::gone;
  if (is_last_administrator(tx, *present))
    return Change::last_administrator;
  sessions::erase_all_of_user(tx, user_id, "");
  grants::erase_all_of_user(tx, user_id);
  tx.execute("DELETE FROM consents WHERE user_id = $1", {user_id});
  tx.execute("DELETE FROM user_roles WHERE user_id = $1", {user_id});
  tx.execute("DELETE FROM users WHERE id = $1", {user_id});
  tx.touch(touched_users);
  return Change::done;
}

void set_password(Transaction& tx, std::string_view user_id, const std::string& password_hash,
                  std::string_view keep_session_id, Time now) {
  tx.execute("UPDATE users SET password_hash = $2 WHERE id = $1", {user_id, password_hash});
  end_sessions_and_grants(tx, user_id, keep_session_id, now);
}

void record_sign_in(Transaction& tx, std::string_view user_id, Time now) {
  tx.execute("UPDATE users SET last_sign_in_at = $2 WHERE id = $1", {user_id, micros(now)});
}

std::int64_t count(Transaction& tx) {
  return tx.one("SELECT count(*) FROM users", {}, [](const db::Row& row) { return row.integer(0); })
      .value();
}

std::vector<oauth::User> acting(Transaction& tx) {
  auto users = tx.all(select(" WHERE id IN (SELECT acting_user_id FROM clients)"), {}, user_of);
  std::unordered_map<std::string, std::vector<std::string>> role_ids;
  tx.run(
      "SELECT user_id, role_id FROM user_roles "
      "WHERE user_id IN (SELECT acting_user_id FROM clients) ORDER BY user_id, position",
      {},
      [&](const db::Row& row) { role_ids[text_column(row, 0)].push_back(text_column(row, 1)); });
  for (auto& user : users) user.role_ids = std::move(role_ids[user.id]);
  return users;
}

}  // namespace latchkey::store::users
