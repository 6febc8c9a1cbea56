#include "resource/token_cache.hpp"

namespace latchkey::resource {
namespace {

// One where so few entries would be shared out unevenly.
std::size_t shards_for(std::size_t max_entries) {
  constexpr std::size_t shards = 16;
  return max_entries < 64 * shards ? 1 : shards;
}

}  // namespace

TokenCache::TokenCache(std::size_t max_entries)
    : shards_(shards_for(max_entries)), max_in_shard_(max_entries / shards_.size()) {
  for (Shard& shard : shards_) shard.places.reserve(max_in_shard_ + 1);
}

TokenCache::Shard& TokenCache::shard_of(const crypto::Sha256& digest) {
  return shards_[std::to_integer<std::size_t>(digest.back()) % shards_.size()];
}

std::optional<TokenCache::Entry> TokenCache::find(const crypto::Sha256& digest, Time now) {
  Shard& shard = shard_of(digest);
  const std::lock_guard lock(shard.mutex);
  const auto place = shard.places.find(digest);
  if (place == shard.places.end())
    return std::nullopt;
  auto& [entry, rank] = place->second;
  if (now >= entry.until) {
    shard.order.erase(rank);
    shard.places.erase(place);
    return std::nullopt;
  }
  shard.order.splice(shard.order.begin(), shard.order, rank);
  return entry;
}

void TokenCache::insert(const crypto::Sha256& digest, Entry entry) {
  if (max_in_shard_ == 0)
    return;
  Shard& shard = shard_of(digest);
  const std::lock_guard lock(shard.mutex);
  const auto [place, is_new] = shard.places.try_emplace(digest);
  place->second.entry = std::move(entry);
  if (!is_new)
    return;
  shard.order.push_front(&place->first);
  place->second.rank = shard.order.begin();
  if (shard.places.size() > max_in_shard_) {
    shard.places.erase(*shard.order.back());
    shard.order.pop_back();
  }
}

}  // namespace latchkey::resource
