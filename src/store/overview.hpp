// What an organization has: how many of each, and how its clients are used.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace latchkey::store::overview {

struct StatusCounts {
  std::int64_t active = 0;
  std::int64_t disabled = 0;
};
StatusCounts count_clients(Transaction& tx, std::string_view org_id);
StatusCounts count_users(Transaction& tx, std::string_view org_id);
std::int64_t count_roles(Transaction& tx, std::string_view org_id);
std::int64_t count_live_grants(Transaction& tx, std::string_view org_id, Time now);
std::int64_t count_all_live_grants(Transaction& tx, Time now);  // of every organization

struct SecretUse {
  Time created_at;
  std::optional<Time> last_used_at;
};
struct ClientUse {
  std::string id;
  std::string name;
  Time created_at;
  std::optional<Time> last_used_at;       // as activity::last_used
  bool has_inactive_acting_user = false;  // it acts as a user who is disabled or deleted
  std::vector<SecretUse> secrets;
};
std::vector<ClientUse> active_clients(Transaction& tx, std::string_view org_id);

}  // namespace latchkey::store::overview
