// The permission catalogue of an organization.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "oauth/model/permission.hpp"
#include "store/store.hpp"

namespace latchkey::store::permission_catalogues {

// The standard one where nothing is stored.
oauth::PermissionCatalogue find(Transaction& tx, std::string_view org_id);
void update(Transaction& tx, std::string_view org_id, const oauth::PermissionCatalogue& catalogue);

// By organization, those that are stored.
std::vector<std::pair<std::string, oauth::PermissionCatalogue>> all(Transaction& tx);

}  // namespace latchkey::store::permission_catalogues
