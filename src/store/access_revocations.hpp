// Access tokens revoked before they expired, by jti or grant, in memory; the table behind it is
// read at start.
#pragma once

#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.hpp"
#include "store/snapshot.hpp"

namespace latchkey::store {

// Thread-safe. Bounded by what is revoked within one access token lifetime.
class AccessRevocations {
 public:
  // id: a jti or a grant id.
  [[nodiscard]] bool contains(std::string_view id) const;
  void insert(std::string id, Time expires_at);
  void remove_expired(Time now);

 private:
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, Time, StringHash, std::equal_to<>> ids_;
};

}  // namespace latchkey::store
