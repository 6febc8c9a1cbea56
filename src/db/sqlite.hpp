// The embedded driver: SQLite in WAL mode, synchronous=FULL, one writing thread with group commit.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "base/log.hpp"
#include "db/database.hpp"

namespace latchkey::db {

struct SqliteOptions {
  std::filesystem::path file = {};
  int readers = 2;
  std::size_t max_queued_writes = 65'536;
  std::size_t max_queued_reads = 65'536;
  // How long a write waits for another process that holds the lock, before it is Unavailable.
  std::chrono::milliseconds busy_timeout = std::chrono::seconds(5);
  // Told of failures that no caller sees; lives longer than the database. May be null.
  const Log* log = nullptr;
};

// Opens (creates, mode 0600 whatever the umask) the file and takes an exclusive claim on it: throws
// std::runtime_error naming the file when it cannot, or when another process has it open for
// writing. Checkpoints run on a connection of their own, so that no answer waits for one. The
// destructor finishes what was queued.
std::unique_ptr<Database> open_sqlite(const SqliteOptions& options);

}  // namespace latchkey::db
