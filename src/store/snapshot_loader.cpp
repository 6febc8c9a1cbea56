#include "store/snapshot_loader.hpp"

#include <unordered_set>
#include <utility>

#include "store/clients.hpp"
#include "store/counters.hpp"
#include "store/permission_catalogues.hpp"
#include "store/roles.hpp"
#include "store/settings.hpp"
#include "store/signing_keys.hpp"
#include "store/touched.hpp"
#include "store/users.hpp"

namespace latchkey::store {

namespace {

template <class T>
SharedById<T> by_id(std::vector<T> values) {
  ById<T> map;
  map.reserve(values.size());
  for (auto& value : values) {
    auto id = value.id;
    map.emplace(std::move(id), std::make_shared<const T>(std::move(value)));
  }
  return SharedById<T>(std::move(map));
}

// After what changed was read, the snapshot holds every client there is, so it holds deleted ones
// exactly when it holds more.
void load_clients(Snapshot& snapshot, Transaction& tx) {
  const auto revision = counters::last(tx, counters::client_revision);
  ById<oauth::Client> map = snapshot.clients.all();
  for (auto& client : clients::changed_since(tx, snapshot.client_revision)) {
    auto id = client.id;
    map.insert_or_assign(std::move(id), std::make_shared<const oauth::Client>(std::move(client)));
  }
  if (std::cmp_not_equal(map.size(), clients::count(tx))) {
    const auto ids = clients::ids(tx);
    const std::unordered_set<std::string_view> present(ids.begin(), ids.end());
    std::erase_if(map, [&](const auto& entry) { return !present.contains(entry.first); });
  }
  snapshot.clients = SharedById(std::move(map));
  snapshot.client_revision = revision;
}

// The snapshot already holds the roles and catalogues that decide them.
SharedById<oauth::Authority> authorities(const Snapshot& snapshot, std::vector<oauth::User> users) {
  ById<oauth::Authority> map;
  map.reserve(users.size());
  for (auto& user : users) {
    auto id = user.id;
    map.emplace(std::move(id),
                std::make_shared<const oauth::Authority>(snapshot.authority(std::move(user))));
  }
  return SharedById<oauth::Authority>(std::move(map));
}

template <class T>
SharedById<T> by_organization(std::vector<std::pair<std::string, T>> values) {
  ById<T> map;
  for (auto& [org_id, value] : values)
    map.emplace(org_id, std::make_shared<const T>(std::move(value)));
  return SharedById<T>(std::move(map));
}

}  // namespace

void load(Snapshot& snapshot, Transaction& tx, std::uint32_t touched,
          const crypto::SealingKey& sealing_key) {
  if ((touched & touched_clients) != 0)
    load_clients(snapshot, tx);
  if ((touched & touched_roles) != 0)
    snapshot.roles = by_id(roles::all(tx));
  if ((touched & touched_settings) != 0)
    snapshot.settings = by_organization(settings::all(tx));
  if ((touched & touched_catalogues) != 0)
    snapshot.catalogues = by_organization(permission_catalogues::all(tx));
  if ((touched & (touched_users | touched_clients | touched_roles | touched_catalogues)) != 0)
    snapshot.acting_users = authorities(snapshot, users::acting(tx));
  if ((touched & touched_keys) != 0)
    snapshot.keys = std::make_shared<const SigningKeys>(signing_keys::load(tx, sealing_key));
}

}  // namespace latchkey::store
