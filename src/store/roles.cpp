#include "store/roles.hpp"

#include <stdexcept>

#include "store/columns.hpp"
#include "store/page_query.hpp"
#include "store/search.hpp"
#include "store/touched.hpp"

namespace latchkey::store::roles {

namespace {

std::string select(std::string_view rest) {
  return "SELECT id, org_id, name, description, is_built_in, is_system_administrator, permissions, "
         "created_at, updated_at FROM roles" +
         std::string(rest);
}

oauth::Role role_of(const db::Row& row) {
  return {.id = text_column(row, 0),
          .org_id = text_column(row, 1),
          .name = text_column(row, 2),
          .description = text_column(row, 3),
          .is_built_in = flag_column(row, 4),
          .is_system_administrator = flag_column(row, 5),
          .permissions = scopes_column(row, 6),
          .created_at = time_column(row, 7),
          .updated_at = time_column(row, 8)};
}

bool is_taken(Transaction& tx, const oauth::Role& role) {
  const auto other =
      tx.one("SELECT 1 FROM roles WHERE org_id = $1 AND name_key = $2 AND id <> $3",
             {role.org_id, fold(role.name), role.id}, [](const db::Row&) { return true; });
  return other.has_value();
}

// Why the role can be neither edited nor deleted, if so.
std::optional<Change> refusal(Transaction& tx, std::string_view org_id, std::string_view role_id) {
  const auto present = find(tx, org_id, role_id);
  if (!present)
    return Change::gone;
  if (present->is_system_administrator)
    return Change::built_in;
  return std::nullopt;
}

}  // namespace

Change insert(Transaction& tx, const oauth::Role& role) {
  const auto inserted = tx.execute(
      "INSERT INTO roles (id, org_id, name, name_key, description, search, is_built_in, "
      "is_system_administrator, permissions, created_at, updated_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
      "ON CONFLICT (org_id, name_key) DO NOTHING",
      {role.id, role.org_id, role.name, fold(role.name), role.description,
       search_text({role.name, role.description}), flag(role.is_built_in),
       flag(role.is_system_administrator), to_list(role.permissions.values()),
       micros(role.created_at), micros(role.updated_at)});
  if (inserted == 0)
    return Change::name_taken;
  tx.touch(touched_roles);
  return Change::done;
}

std::optional<oauth::Role> find(Transaction& tx, std::string_view org_id,
                                std::string_view role_id) {
  return tx.one(select(" WHERE id = $1 AND org_id = $2"), {role_id, org_id}, role_of);
}

Page<oauth::Role> list(Transaction& tx, std::string_view org_id, const PageRequest& request) {
  const std::string where = R"( WHERE org_id = $1 AND search LIKE $2 ESCAPE '\')";
  const auto order = order_by(
      {{"name", "name_key"}, {"created_at", "created_at"}, {"updated_at", "updated_at"}}, request);
  const auto pattern = search_pattern(request.q);
  Page<oauth::Role> page;
  page.items = tx.all(select(where + order + " LIMIT $3 OFFSET $4"),
                      {org_id, pattern, request.page_size, offset(request)}, role_of);
  page.total =
      tx.one("SELECT count(*) FROM roles" + where, {org_id, pattern}, [](const db::Row& row) {
          return row.integer(0);
        }).value();
  return page;
}

Change update(Transaction& tx, const oauth::Role& role) {
  if (const auto refused = refusal(tx, role.org_id, role.id))
    return *refused;
  if (is_taken(tx, role))
    return Change::name_taken;
  tx.execute(
      "UPDATE roles SET name = $2, name_key = $3, description = $4, search = $5, permissions = $6, "
      "updated_at = $7 WHERE id = $1",
      {role.id, role.name, fold(role.name), role.description,
       search_text({role.name, role.description}), to_list(role.permissions.values()),
       micros(role.updated_at)});
  tx.touch(touched_roles);
  return Change::done;
}

Change erase(Transaction& tx, std::string_view org_id, std::string_view role_id) {
  if (const auto refused = refusal(tx, org_id, role_id))
    return *refused;
  if (holders(tx, role_id) != 0)
    return Change::in_use;
  tx.execute("DELETE FROM roles WHERE id = $1", {role_id});
  tx.touch(touched_roles);
  return Change::done;
}

std::int64_t holders(Transaction& tx, std::string_view role_id) {
  return tx
      .one("SELECT count(*) FROM user_roles WHERE role_id = $1", {role_id},
           [](const db::Row& row) { return row.integer(0); })
      .value();
}

oauth::Role system_administrator(Transaction& tx, std::string_view org_id) {
  auto role =
      tx.one(select(" WHERE org_id = $1 AND is_system_administrator = 1"), {org_id}, role_of);
  if (!role)
    throw std::logic_error("the organization has no System Administrator role");
  return *std::move(role);
}

std::vector<oauth::Role> all(Transaction& tx) {
  return tx.all(select(""), {}, role_of);
}

std::vector<oauth::Role> all(Transaction& tx, std::string_view org_id) {
  return tx.all(select(" WHERE org_id = $1 ORDER BY name_key"), {org_id}, role_of);
}

}  // namespace latchkey::store::roles
