// When each client secret was last used: gathered in memory, written now and then.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "base/clock.hpp"

namespace latchkey::store {

// Thread-safe.
class SecretUsage {
 public:
  void record(const std::string& secret_id, Time now);
  // Hands over what was gathered since.
  std::unordered_map<std::string, Time> take();

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, Time> last_used_;
};

}  // namespace latchkey::store
