#include "store/secret_usage.hpp"

#include <algorithm>
#include <utility>

namespace latchkey::store {

void SecretUsage::record(const std::string& secret_id, Time now) {
  const std::lock_guard lock(mutex_);
  Time& last_used = last_used_.try_emplace(secret_id, now).first->second;
  last_used = std::max(last_used, now);
}

std::unordered_map<std::string, Time> SecretUsage::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(last_used_, {});
}

}  // namespace latchkey::store
