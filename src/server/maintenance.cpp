#include "server/maintenance.hpp"

#include "base/thread_manners.hpp"
#include "store/activity.hpp"
#include "store/audit.hpp"
#include "store/cleanup.hpp"
#include "store/clients.hpp"
#include "store/key_rotation.hpp"

namespace latchkey::server {

namespace {

constexpr std::chrono::seconds interval{15};
constexpr std::int64_t rows_a_step = 500;
constexpr std::int64_t events_a_step = 5000;

void append_event(store::Transaction& tx, const store::signing_keys::Change& change,
                  const store::Snapshot& snapshot, Time now) {
  store::audit::Event event;
  event.time = now;
  event.org_id = snapshot.default_org_id;
  event.actor = {.id = "system", .name = "system"};
  event.action = store::signing_keys::action(change.kind);
  event.target = store::signing_keys::target(change);
  store::audit::append(tx, std::move(event));
}

}  // namespace

Maintenance::Maintenance(store::Store& store,
                         const store::signing_keys::RotationPolicy& key_rotation, const Log& log,
                         audit::Archiver::Options archiving)
    : store_(store),
      key_rotation_(key_rotation),
      log_(log),
      archiver_(store, log, std::move(archiving)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Maintenance::~Maintenance() {
  thread_.request_stop();
  thread_.join();
  try {
    write_secret_usage();
  } catch (const std::exception& error) {
    log_.warn("maintenance.failed", {{"reason", error.what()}});
  }
}

void Maintenance::run(const std::stop_token& stop) {
  name_thread("maintenance");
  while (!stop.stop_requested()) {
    try {
      once();
    } catch (const std::exception& error) {
      log_.warn("maintenance.failed", {{"reason", error.what()}});
    }
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, interval, [] { return false; });
  }
}

void Maintenance::once() {
  rotate_keys();
  write_secret_usage();
  count_events();
  archiver_.run(thread_.get_stop_token());
  remove_expired();
}

void Maintenance::remove_expired() {
  const auto now = store_.clock().now();
  store_.access_revocations().remove_expired(now);
  std::int64_t removed = 0;
  do {
    removed = store_.write_now([&](store::Transaction& tx) {
      return store::cleanup::remove_expired(tx, now, rows_a_step);
    });
  } while (removed >= rows_a_step && !thread_.get_stop_token().stop_requested());
}

// Keys are made on this thread, so that no write waits for one.
void Maintenance::rotate_keys() {
  namespace keys = store::signing_keys;
  const auto snapshot = store_.snapshot();
  const Time now = store_.clock().now();
  const auto fresh = keys::make(
      store_.read_now([&](store::Transaction& tx) { return keys::due(tx, key_rotation_, now); }));
  const auto changes = store_.write_now([&](store::Transaction& tx) {
    tx.lock(db::Lock::management);
    auto changed = keys::rotate_due(tx, key_rotation_,
                                    {.fresh = fresh,
                                     .token_lifetime = keys::longest_token_lifetime(*snapshot),
                                     .sealing_key = store_.sealing_key(),
                                     .random = store_.random(),
                                     .now = now});
    for (const auto& change : changed) append_event(tx, change, *snapshot, now);
    return changed;
  });
  for (const auto& change : changes)
    log_.info(keys::action(change.kind),
              {{"kid", change.kid}, {"algorithm", crypto::name(change.algorithm)}});
}

void Maintenance::write_secret_usage() {
  const auto used = store_.secret_usage().take();
  if (used.empty())
    return;
  store_.write_now([&](store::Transaction& tx) {
    for (const auto& [secret_id, time] : used)
      store::clients::record_secret_use(tx, secret_id, time);
  });
}

// Reads them on a reading thread, so that writes wait only for the sums.
void Maintenance::count_events() {
  std::int64_t counted = 0;
  do {
    const auto sums = store_.read_now(
        [](store::Transaction& tx) { return store::activity::sum_events(tx, events_a_step); });
    counted = sums.events();
    if (counted != 0)
      store_.write_now([&](store::Transaction& tx) { store::activity::add(tx, sums); });
  } while (counted >= events_a_step && !thread_.get_stop_token().stop_requested());
}

}  // namespace latchkey::server
