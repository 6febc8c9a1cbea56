// The commit hook of a database that several processes change: run by the thread that commits and
// by the one that hears of the others' commits, never by both at once.
#pragma once

#include <mutex>

#include "db/postgres/connection.hpp"

namespace latchkey::db::postgres {

// Thread-safe.
class Hook {
 public:
  void set(Database::CommitHook hook) {
    const std::lock_guard lock(mutex_);
    hook_ = std::move(hook);
  }

  // In a transaction of its own that begins within the lock: whoever comes later sees no less.
  // Throws what the hook or the connection throws.
  void run(Connection& connection, int node, std::uint32_t touched) {
    const std::lock_guard lock(mutex_);
    if (!hook_)
      return;
    connection.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    PostgresTransaction tx(connection, node);
    hook_(tx, touched);
    connection.commit();
  }

 private:
  std::mutex mutex_;
  Database::CommitHook hook_;
};

// The channel on which nodes tell each other what they touched.
inline constexpr std::string_view channel = "latchkey";

}  // namespace latchkey::db::postgres
