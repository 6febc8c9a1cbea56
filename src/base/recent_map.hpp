// A bounded memory of what was looked up lately.
#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

namespace latchkey {

// Holds between half its capacity and all of it, and forgets what was not found again for longest.
// Thread-safe: parts of it are locked apart. Hash must spread keys over all its bits.
template <class Key, class Value, class Hash>
class RecentMap {
 public:
  explicit RecentMap(std::size_t capacity) : kept_in_part_(capacity / part_count / 2 + 1) {}

  [[nodiscard]] std::optional<Value> find(const Key& key) {
    Part& part = part_of(key);
    const std::lock_guard lock(part.mutex);
    if (const auto found = part.young.find(key); found != part.young.end())
      return found->second;
    const auto found = part.old.find(key);
    if (found == part.old.end())
      return std::nullopt;
    Value value = found->second;
    insert(part, key, value);
    return value;
  }

  void insert(const Key& key, Value value) {
    Part& part = part_of(key);
    const std::lock_guard lock(part.mutex);
    insert(part, key, std::move(value));
  }

 private:
  static constexpr std::size_t part_count = 16;

  struct Part {
    std::mutex mutex;
    std::unordered_map<Key, Value, Hash> young;
    std::unordered_map<Key, Value, Hash> old;
  };

  Part& part_of(const Key& key) { return parts_[Hash{}(key) % part_count]; }

  void insert(Part& part, const Key& key, Value value) {
    if (part.young.size() >= kept_in_part_) {
      part.old = std::move(part.young);
      part.young = {};
    }
    part.young.insert_or_assign(key, std::move(value));
  }

  std::size_t kept_in_part_;
  std::array<Part, part_count> parts_;
};

}  // namespace latchkey
