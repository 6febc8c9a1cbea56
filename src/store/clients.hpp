// Clients and their secrets.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oauth/model/client.hpp"
#include "store/page.hpp"
#include "store/store.hpp"

namespace latchkey::store::clients {

inline constexpr std::array<std::string_view, 3> sort_keys{"name", "created_at", "updated_at"};
inline constexpr std::size_t max_secrets = 2;

void insert(Transaction& tx, const oauth::Client& client);  // with its secrets
std::optional<oauth::Client> find(Transaction& tx, std::string_view org_id,
                                  std::string_view client_id);
bool exists(Transaction& tx, std::string_view client_id);  // in any organization
// q searches name, client id and description.
Page<oauth::Client> list(Transaction& tx, std::string_view org_id,
                         std::optional<oauth::Status> status, const PageRequest& request);
// Everything editable and status; false when it is gone.
bool update(Transaction& tx, const oauth::Client& client);
// With its codes, grants, refresh tokens and consents; false when it is gone.
bool erase(Transaction& tx, std::string_view org_id, std::string_view client_id);

enum class AddSecret { added, too_many, gone };
AddSecret add_secret(Transaction& tx, std::string_view org_id, std::string_view client_id,
                     const oauth::ClientSecret& secret);
bool erase_secret(Transaction& tx, std::string_view org_id, std::string_view client_id,
                  std::string_view secret_id);
// Not seen in the snapshot, nor a change of the client.
void record_secret_use(Transaction& tx, std::string_view secret_id, Time used_at);

// What a deletion would cut off.
struct Impact {
  std::int64_t live_grants;
  std::int64_t live_refresh_tokens;
  std::int64_t sessions;  // browser sessions that gave a live grant
  std::int64_t users;     // with a live grant
  std::int64_t consents;
};
Impact impact(Transaction& tx, std::string_view org_id, std::string_view client_id, Time now);

// By name, then id.
std::vector<oauth::Client> all(Transaction& tx, std::string_view org_id);
// For the snapshot, of all organizations: those inserted or changed since a revision of the counter
// client_revision.
std::vector<oauth::Client> changed_since(Transaction& tx, std::int64_t revision);
std::int64_t count(Transaction& tx);
std::vector<std::string> ids(Transaction& tx);

}  // namespace latchkey::store::clients
