#include "server/maintenance.hpp"

#include <algorithm>
#include <string>

#include "oauth/model/settings.hpp"
#include "store/activity.hpp"
#include "store/cleanup.hpp"
#include "store/clients.hpp"
#include "store/signing_keys.hpp"

namespace latchkey::server {

namespace {

constexpr std::chrono::seconds interval{15};
constexpr std::int64_t rows_a_step = 500;
constexpr std::int64_t events_a_step = 5000;

}  // namespace

Maintenance::Maintenance(store::Store& store, const Log& log)
    : store_(store), log_(log), thread_([this](const std::stop_token& stop) { run(stop); }) {}

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

void Maintenance::rotate_keys() {
  const auto snapshot = store_.snapshot();
  Duration token_lifetime = oauth::max_access_token_lifetime;
  for (const auto& [org_id, settings] : snapshot->settings.all())
    token_lifetime = std::max<Duration>(token_lifetime, settings->id_token_lifetime);
  const bool has_rotated = store_.write_now([&](store::Transaction& tx) {
    return store::signing_keys::rotate_due(tx, {}, token_lifetime, store_.sealing_key(),
                                           store_.random(), store_.clock().now());
  });
  if (has_rotated)
    log_.info("signing_keys.rotated", {});
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
