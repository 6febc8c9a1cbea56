// A client as the REST API shows it.
#pragma once

#include "api/user_directory.hpp"
#include "base/json.hpp"
#include "oauth/model/client.hpp"
#include "store/audit.hpp"
#include "store/clients.hpp"

namespace latchkey::api {

json::object client_json(const oauth::Client& client, UserDirectory& directory);
// With its secrets' ids and times and when it was last used.
json::object client_details_json(store::Transaction& tx, const oauth::Client& client,
                                 UserDirectory& directory);

// What an administrator may change, for the audit.
json::object editable_client_fields(const oauth::Client& client);

// Those, and what is fixed at creation.
json::object created_client_fields(const oauth::Client& client);
// What a deletion ends, for the audit.
json::object impact_fields(const store::clients::Impact& impact);

json::array grant_type_names(const oauth::Client& client);

store::audit::Target client_target(const oauth::Client& client);

}  // namespace latchkey::api
