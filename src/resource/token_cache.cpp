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
    : shards_(shards_for(max_entries)), max_in_shard_(max_entries / shards_.size()) {}

TokenCache::Shard& TokenCache::shard_of(const crypto::Sha256& digest) {
  return shards_[std::to_integer<std::size_t>(digest.back()) % shards_.size()];
}

std::optional<TokenCache::Entry> TokenCache::find(const crypto::Sha256& digest, Time now) {
  Shard& shard = shard_of(digest);
  const std::lock_guard lock(shard.mutex);
  const auto place = shard.places.find(digest);
  if (place == shard.places.end())
    return std::nullopt;
  const auto found = place->second;
  if (now >= found->second.until) {
    shard.order.erase(found);
    shard.places.erase(place);
    return std::nullopt;
  }
  shard.order.splice(shard.order.begin(), shard.order, found);
  return found->second;
}

void TokenCache::insert(const crypto::Sha256& digest, Entry entry) {
  Shard& shard = shard_of(digest);
  const std::lock_guard lock(shard.mutex);
  if (const auto place = shard.places.find(digest); place != shard.places.end()) {
    place->second->second = std::move(entry);
    return;
  }
  if (max_in_shard_ == 0)
    return;
  if (shard.places.size() >= max_in_shard_) {
    shard.places.erase(shard.order.back().first);
    shard.order.pop_back();
  }
  shard.order.emplace_front(digest, std::move(entry));
  shard.places.emplace(digest, shard.order.begin());
}

}  // namespace latchkey::resource
