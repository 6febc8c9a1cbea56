// A bounded memory of what was looked up lately.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace latchkey {

// Thread-safe. Holds at most max_entries; what was not asked for longest makes place. Hash must
// spread keys over all its bits.
template <class Key, class Value, class Hash>
class RecentMap {
 public:
  explicit RecentMap(std::size_t max_entries)
      : shards_(shards_for(max_entries)), max_in_shard_(max_entries / shards_.size()) {}

  [[nodiscard]] std::optional<Value> find(const Key& key) {
    return find(key, [](const Value&) { return true; });
  }
  // What does not hold is forgotten.
  template <class Holds>
  [[nodiscard]] std::optional<Value> find(const Key& key, Holds holds) {
    Shard& shard = shard_of(key);
    const std::lock_guard lock(shard.mutex);
    const auto place = shard.places.find(key);
    if (place == shard.places.end())
      return std::nullopt;
    auto& [value, rank] = place->second;
    if (!holds(std::as_const(value))) {
      shard.order.erase(rank);
      shard.places.erase(place);
      return std::nullopt;
    }
    shard.order.splice(shard.order.begin(), shard.order, rank);
    return value;
  }

  // Replaces.
  void insert(const Key& key, Value value) {
    if (max_in_shard_ == 0)
      return;
    Shard& shard = shard_of(key);
    const std::lock_guard lock(shard.mutex);
    const auto [place, is_new] = shard.places.try_emplace(key);
    place->second.value = std::move(value);
    if (!is_new)
      return;
    shard.order.push_front(&place->first);
    place->second.rank = shard.order.begin();
    if (shard.places.size() > max_in_shard_) {
      shard.places.erase(*shard.order.back());
      shard.order.pop_back();
    }
  }

 private:
  using Order = std::list<const Key*>;  // keys of the map, which stay where they are
  struct Place {
    Value value;
    typename Order::iterator rank;
  };
  // Of its own lock, so that threads seldom meet.
  struct Shard {
    std::mutex mutex;
    Order order;  // the one asked for last first
    std::unordered_map<Key, Place, Hash> places;
  };

  // One where so few entries would be shared out unevenly.
  static std::size_t shards_for(std::size_t max_entries) {
    constexpr std::size_t shards = 16;
    return max_entries < 64 * shards ? 1 : shards;
  }
  Shard& shard_of(const Key& key) { return shards_[Hash{}(key) % shards_.size()]; }

  std::vector<Shard> shards_;
  std::size_t max_in_shard_;
};

}  // namespace latchkey
