#include "store/store.hpp"

#include <array>

#include "store/audit_gathering.hpp"
#include "store/columns.hpp"
#include "store/key_rotation.hpp"
#include "store/organizations.hpp"
#include "store/server_secrets.hpp"
#include "store/snapshot_loader.hpp"
#include "store/touched.hpp"

namespace latchkey::store {

namespace {

constexpr std::uint32_t touched_in_snapshot = touched_clients | touched_roles | touched_users |
                                              touched_keys | touched_settings | touched_catalogues;

}  // namespace

Store::Store(const Dependencies& dependencies)
    : dependencies_(dependencies),
      snapshot_(std::make_shared<const Snapshot>()),
      listener_(std::make_shared<Listener>()) {
  dependencies_.database.before_commit(audit::append_gathered);
  const auto fresh = signing_keys::make(read_now(signing_keys::missing));
  write_now([&](Transaction& tx) { open(tx, fresh); });
  listener_->store = this;
  dependencies_.database.on_commit([listener = listener_](Transaction& tx, std::uint32_t touched) {
    const std::lock_guard lock(listener->mutex);
    if (listener->store != nullptr)
      listener->store->refresh(tx, touched);
  });
}

Store::~Store() {
  const std::lock_guard lock(listener_->mutex);
  listener_->store = nullptr;
}

std::shared_ptr<const Snapshot> Store::snapshot() const {
  if (!dependencies_.database.is_current())
    throw db::Unavailable("what other nodes did in the last seconds is not known here");
  return latest_snapshot();
}

std::shared_ptr<const Snapshot> Store::latest_snapshot() const {
  const std::lock_guard lock(snapshot_mutex_);
  return snapshot_;
}

void Store::open(Transaction& tx, const std::vector<crypto::SigningKey>& fresh_keys) {
  const auto& [database, sealing_key, clock, random] = dependencies_;
  const Time now = clock.now();
  tx.lock(db::Lock::store);
  if (!organizations::find_default(tx))
    organizations::insert(tx, make_id(random, "org_"), "Default", random, now);
  Snapshot snapshot;
  snapshot.default_org_id = organizations::default_id(tx);
  snapshot.refresh_key = server_secrets::find_or_create(tx, "refresh_key", sealing_key, random);
  snapshot.csrf_key = server_secrets::find_or_create(tx, "csrf_key", sealing_key, random);
  signing_keys::create_missing(tx, {.fresh = fresh_keys,
                                    .token_lifetime = {},
                                    .sealing_key = sealing_key,
                                    .random = random,
                                    .now = now});
  load(snapshot, tx, everything_touched, sealing_key);
  read_revocations(tx);
  access_revocations_.remove_expired(now);
  publish(std::move(snapshot));
}

void Store::refresh(Transaction& tx, std::uint32_t touched) {
  if ((touched & touched_revocations) != 0)
    read_revocations(tx);
  if ((touched & touched_expired) != 0)
    access_revocations_.remove_expired(dependencies_.clock.now());
  if ((touched & touched_in_snapshot) == 0)
    return;
  Snapshot next = *latest_snapshot();
  load(next, tx, touched, dependencies_.sealing_key);
  publish(std::move(next));
}

void Store::read_revocations(Transaction& tx) {
  tx.run("SELECT number, id, expires_at FROM access_revocations WHERE number > $1 ORDER BY number",
         std::array{db::Value(last_revocation_)}, [this](const db::Row& row) {
           access_revocations_.insert(text_column(row, 1), time_column(row, 2));
           last_revocation_ = row.integer(0);
         });
}

void Store::publish(Snapshot snapshot) {
  snapshot.published_at = dependencies_.clock.now();
  ++snapshot.version;
  auto shared = std::make_shared<const Snapshot>(std::move(snapshot));
  const std::lock_guard lock(snapshot_mutex_);
  snapshot_ = std::move(shared);
}

}  // namespace latchkey::store
