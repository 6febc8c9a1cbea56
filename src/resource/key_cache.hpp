// The issuer's keys as last fetched, and when they are fetched again.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "jose/key_set.hpp"
#include "latchkey/resource/settings.hpp"

namespace latchkey::resource {

// Thread-safe. settings outlives it.
class KeyCache {
 public:
  explicit KeyCache(const Settings& settings);

  struct Keys {
    std::shared_ptr<const jose::KeySet> set;
    // Another one as soon as a key has been withdrawn: what was verified under an earlier one no
    // longer holds.
    std::uint64_t generation;
  };
  // Nothing before the first fetch, and when the keys are older than keys_usable_for.
  [[nodiscard]] std::optional<Keys> keys(Time now) const;

  // Whether keys(now) would be of that generation. Takes no lock.
  [[nodiscard]] bool holds(std::uint64_t generation, Time now) const;

  // Fetches, unless that was tried less than refetch_interval ago; a call during a fetch waits for
  // its end. Nothing when the last fetch succeeded, or else why it did not, for the log.
  std::optional<std::string> refetch();

 private:
  std::expected<jose::KeySet, std::string> fetch();
  void publish(jose::KeySet fetched, Time now);

  const Settings& settings_;

  std::mutex fetching_;  // held over a fetch
  std::optional<Time> tried_at_;
  std::optional<std::string> fault_;
  std::string jwks_uri_;  // empty: to be discovered

  mutable std::mutex mutex_;
  std::shared_ptr<const jose::KeySet> set_;
  std::atomic<std::uint64_t> generation_{0};
  std::atomic<Time::rep> usable_until_{0};
};

}  // namespace latchkey::resource
