#include "store/access_revocations.hpp"

#include <mutex>

namespace latchkey::store {

bool AccessRevocations::contains(std::string_view id) const {
  const std::shared_lock lock(mutex_);
  return ids_.find(id) != ids_.end();
}

void AccessRevocations::insert(std::string id, Time expires_at) {
  const std::unique_lock lock(mutex_);
  const auto [entry, is_new] = ids_.try_emplace(std::move(id), expires_at);
  if (!is_new && entry->second < expires_at)
    entry->second = expires_at;
}

void AccessRevocations::remove_expired(Time now) {
  const std::unique_lock lock(mutex_);
  std::erase_if(ids_, [now](const auto& entry) { return entry.second <= now; });
}

}  // namespace latchkey::store
