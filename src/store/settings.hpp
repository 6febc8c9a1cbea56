// The settings of an organization.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "oauth/model/settings.hpp"
#include "store/store.hpp"

namespace latchkey::store::settings {

oauth::Settings find(Transaction& tx, std::string_view org_id);  // defaults where nothing is stored
void update(Transaction& tx, std::string_view org_id, const oauth::Settings& settings);

// By organization, those that are stored.
std::vector<std::pair<std::string, oauth::Settings>> all(Transaction& tx);

}  // namespace latchkey::store::settings
