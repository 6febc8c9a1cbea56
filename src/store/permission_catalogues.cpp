#include "store/permission_catalogues.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/json.hpp"
#include "store/columns.hpp"
#include "store/touched.hpp"

namespace latchkey::store::permission_catalogues {

namespace {

// [["Pipelines", [["pipelines:read", "View pipelines"]]]]
std::string content_of(const oauth::PermissionCatalogue& catalogue) {
  json::array groups;
  for (const auto& group : catalogue.groups()) {
    json::array permissions;
    for (const auto& permission : group.permissions)
      permissions.push_back(json::array{permission.name, permission.description});
    groups.push_back(json::array{group.name, std::move(permissions)});
  }
  return json::serialize(groups);
}

std::string text_at(const json::array& pair, std::size_t index) {
  return std::string(pair.at(index).as_string());
}

oauth::PermissionCatalogue catalogue_of(std::string_view text) {
  std::vector<oauth::PermissionGroup> groups;
  const json::value content = json::parse(text);
  for (const auto& group : content.as_array()) {
    auto& read = groups.emplace_back(
        oauth::PermissionGroup{.name = text_at(group.as_array(), 0), .permissions = {}});
    for (const auto& permission : group.as_array().at(1).as_array())
      read.permissions.push_back({.name = text_at(permission.as_array(), 0),
                                  .description = text_at(permission.as_array(), 1)});
  }
  return oauth::PermissionCatalogue(std::move(groups));
}

}  // namespace

oauth::PermissionCatalogue find(Transaction& tx, std::string_view org_id) {
  auto found = tx.one("SELECT content FROM permission_catalogues WHERE org_id = $1", {org_id},
                      [](const db::Row& row) { return catalogue_of(row.text(0)); });
  return found ? *std::move(found) : oauth::PermissionCatalogue::standard();
}

void update(Transaction& tx, std::string_view org_id, const oauth::PermissionCatalogue& catalogue) {
  tx.execute(
      "INSERT INTO permission_catalogues (org_id, content) VALUES ($1, $2) "
      "ON CONFLICT (org_id) DO UPDATE SET content = excluded.content",
      {org_id, content_of(catalogue)});
  tx.touch(touched_catalogues);
}

std::vector<std::pair<std::string, oauth::PermissionCatalogue>> all(Transaction& tx) {
  return tx.all("SELECT org_id, content FROM permission_catalogues", {}, [](const db::Row& row) {
    return std::pair(text_column(row, 0), catalogue_of(row.text(1)));
  });
}

}  // namespace latchkey::store::permission_catalogues
