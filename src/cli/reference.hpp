// Clients, users and roles as people name them: by id, or by a name or e-mail that only one has.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "cli/server_api.hpp"

namespace latchkey::cli {

// As lists show it. Throws Failure when there is none, or when several have the name; says which.
json::object find_client(const ServerApi& server, const std::string& reference);
json::object find_user(const ServerApi& server, const std::string& reference);
json::object find_role(const ServerApi& server, const std::string& reference);

json::array find_role_ids(const ServerApi& server, const std::vector<std::string>& references);

// Where the REST API has it.
std::string client_path(const json::object& client);
std::string user_path(const json::object& user);
std::string role_path(const json::object& role);

}  // namespace latchkey::cli
