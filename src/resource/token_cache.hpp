// What was found out about tokens, by the digest of each: never a token itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "crypto/digest.hpp"
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

  explicit TokenCache(std::size_t max_entries);

  [[nodiscard]] std::optional<Entry> find(const crypto::Sha256& digest, Time now);
  void insert(const crypto::Sha256& digest, Entry entry);

 private:
  struct Hash {
    // A digest is as good as random.
    std::size_t operator()(const crypto::Sha256& digest) const {
      std::size_t hash = 0;
      std::memcpy(&hash, digest.data(), sizeof hash);
      return hash;
    }
  };
  using Order = std::list<const crypto::Sha256*>;  // keys of the map, which stay where they are
  struct Place {
    Entry entry;
    Order::iterator rank;
  };
  // Of its own lock, so that threads seldom meet.
  struct Shard {
    std::mutex mutex;
    Order order;  // the one asked for last first
    std::unordered_map<crypto::Sha256, Place, Hash> places;
  };
  Shard& shard_of(const crypto::Sha256& digest);

  std::vector<Shard> shards_;
  std::size_t max_in_shard_;
};

}  // namespace latchkey::resource
