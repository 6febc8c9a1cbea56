#include "store/organizations.hpp"

#include <stdexcept>

#include "store/built_in_roles.hpp"
#include "store/columns.hpp"
#include "store/roles.hpp"

namespace latchkey::store::organizations {

void insert(Transaction& tx, const std::string& org_id, const std::string& name, Random& random,
            Time now) {
  tx.execute(
      "INSERT INTO organizations (id, name, is_default, created_at) VALUES ($1, $2, "
      "CASE WHEN EXISTS (SELECT 1 FROM organizations WHERE is_default = 1) THEN 0 ELSE 1 END, $3)",
      {org_id, name, micros(now)});
  for (auto& role : built_in_roles(oauth::PermissionCatalogue::standard())) {
    role.id = make_id(random, "rol_");
    role.org_id = org_id;
    role.created_at = now;
    role.updated_at = now;
    roles::insert(tx, role);
  }
}

std::optional<std::string> find_default(Transaction& tx) {
  return tx.one("SELECT id FROM organizations WHERE is_default = 1", {},
                [](const db::Row& row) { return text_column(row, 0); });
}

std::string default_id(Transaction& tx) {
  auto id = find_default(tx);
  if (!id)
    throw std::logic_error("the store has no organization");
  return *std::move(id);
}

void lock(Transaction& tx, std::string_view org_id) {
  tx.execute("UPDATE organizations SET is_default = is_default WHERE id = $1", {org_id});
}

}  // namespace latchkey::store::organizations
