// What was found out about tokens, by the digest of each: never a token itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "base/clock.hpp"
#include "base/recent_map.hpp"
#include "crypto/sha256_hash.hpp"
#include "latchkey/resource/identity.hpp"

namespace latchkey::resource {

// Thread-safe. Holds at most max_entries; what was not asked for longest makes place.
class TokenCache {
 public:
  struct Entry {
    std::shared_ptr<const Identity> identity;
    Time until;                    // from then on it is not found
    std::uint64_t generation = 0;  // of the keys it was verified with
  };

  explicit TokenCache(std::size_t max_entries) : entries_(max_entries) {}

  [[nodiscard]] std::optional<Entry> find(const crypto::Sha256& digest, Time now) {
    return entries_.find(digest, [now](const Entry& entry) { return now < entry.until; });
  }
  void insert(const crypto::Sha256& digest, Entry entry) {
    entries_.insert(digest, std::move(entry));
  }

 private:
  RecentMap<crypto::Sha256, Entry, crypto::Sha256Hash> entries_;
};

}  // namespace latchkey::resource
