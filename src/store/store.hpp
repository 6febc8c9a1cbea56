// The store: transactions over the database, and the snapshot of what every request needs.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "crypto/seal.hpp"
#include "crypto/signature.hpp"
#include "db/database.hpp"
#include "store/access_revocations.hpp"
#include "store/known_users.hpp"
#include "store/secret_usage.hpp"
#include "store/snapshot.hpp"

namespace latchkey::store {

// What the verbs of this folder take. They are synchronous functions, to be composed into one
// transaction:
//   co_await store.write([&](store::Transaction& tx) {
//     store::clients::insert(tx, client);
//     store::audit::append(tx, event);
//   });
using Transaction = db::Transaction;

// Thread-safe. The database, sealing key, clock and random source outlive it.
class Store {
 public:
  struct Dependencies {
    db::Database& database;
    const crypto::SealingKey& sealing_key;
    const Clock& clock;
    Random& random;
  };
  // Takes a migrated database; creates what a new one lacks (default organization, built-in roles,
  // signing keys, server secrets) and loads the snapshot. Blocks. Throws std::runtime_error when
  // the sealing key does not fit the store.
  explicit Store(const Dependencies& dependencies);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // One transaction; see db::Database. After a write returned, snapshot() shows it.
  template <class Fn>
  auto read(Fn fn) {
    return dependencies_.database.read(std::move(fn));
  }
  template <class Fn>
  auto write(Fn fn) {
    return dependencies_.database.write(std::move(fn));
  }
  // A write that no other of these, on any node, runs beside: for what is managed, where one change
  // must see the one before to decide.
  template <class Fn>
  auto change(Fn fn) {
    auto alone = [fn = std::move(fn)](Transaction& tx) mutable {
      tx.lock(db::Lock::management);
      return fn(tx);
    };
    return write(std::move(alone));
  }
  // Blocking, for start-up, tests and tools.
  template <class Fn>
  auto read_now(Fn fn) {
    return dependencies_.database.read_now(std::move(fn));
  }
  template <class Fn>
  auto write_now(Fn fn) {
    return dependencies_.database.write_now(std::move(fn));
  }

  // Never null, never changes once taken; take it once per request. Throws Unavailable where it may
  // lack what other nodes did more than 2 seconds ago.
  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;
  // The same, however old: for what does not decide about anybody's rights.
  [[nodiscard]] std::shared_ptr<const Snapshot> latest_snapshot() const;

  [[nodiscard]] AccessRevocations& access_revocations() { return access_revocations_; }
  [[nodiscard]] KnownUsers& known_users() { return known_users_; }
  [[nodiscard]] SecretUsage& secret_usage() { return secret_usage_; }
  [[nodiscard]] const Clock& clock() const { return dependencies_.clock; }
  [[nodiscard]] Random& random() { return dependencies_.random; }
  [[nodiscard]] const crypto::SealingKey& sealing_key() const { return dependencies_.sealing_key; }

 private:
  // Stands between the database, which may still commit, and a store that may be gone.
  struct Listener {
    std::mutex mutex;
    Store* store;
  };

  void open(Transaction& tx, const std::vector<crypto::SigningKey>& fresh_keys);
  void refresh(Transaction& tx, std::uint32_t touched);
  void read_revocations(Transaction& tx);
  void publish(Snapshot snapshot);

  Dependencies dependencies_;
  AccessRevocations access_revocations_;
  KnownUsers known_users_;
  SecretUsage secret_usage_;
  std::int64_t last_revocation_ = 0;  // of the thread that runs the commit hook, as refresh is
  mutable std::mutex snapshot_mutex_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<Listener> listener_;
};

}  // namespace latchkey::store
