// The users whom requests were about lately, each with what its roles allow.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/recent_map.hpp"
#include "db/database.hpp"
#include "oauth/model/user.hpp"
#include "store/snapshot.hpp"

namespace latchkey::store {

// Thread-safe and bounded. What was read holds as long as the snapshot is the same, since whatever
// changes a user or a role publishes another.
class KnownUsers {
 public:
  // Null when not known here.
  [[nodiscard]] std::shared_ptr<const oauth::Authority> find(const Snapshot& snapshot,
                                                             const std::string& user_id);
  // Null when there is no such user. The snapshot was taken before the transaction, which only
  // reads: what another one has not committed yet must not be remembered.
  std::shared_ptr<const oauth::Authority> find_or_read(db::Transaction& tx,
                                                       const Snapshot& snapshot,
                                                       const std::string& user_id);

 private:
  struct Known {
    std::shared_ptr<const oauth::Authority> authority;
    std::uint64_t snapshot_version = 0;
  };
  static constexpr std::size_t capacity = 2'048;

  RecentMap<std::string, Known, std::hash<std::string>> users_{capacity};
};

}  // namespace latchkey::store
