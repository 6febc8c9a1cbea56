// What the server does by itself from time to time: removing what expired, rotating signing keys,
// writing down when secrets were used, counting what the audit log tells, archiving it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "audit/archiver.hpp"
#include "base/log.hpp"
#include "store/rotation_policy.hpp"
#include "store/store.hpp"

namespace latchkey::server {

// Runs on a thread of its own from construction to destruction; store and log outlive it.
class Maintenance {
 public:
  Maintenance(store::Store& store, const store::signing_keys::RotationPolicy& key_rotation,
              const Log& log, audit::Archiver::Options archiving);
  ~Maintenance();

 private:
  void run(const std::stop_token& stop);
  void once();
  void remove_expired();
  void rotate_keys();
  void write_secret_usage();
  void count_events();

  store::Store& store_;
  const store::signing_keys::RotationPolicy key_rotation_;
  const Log& log_;
  audit::Archiver archiver_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // last: joined before the rest goes
};

}  // namespace latchkey::server
