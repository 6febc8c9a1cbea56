// The driver for several nodes on one database: PostgreSQL 15 or later, through libpq.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "base/log.hpp"
#include "db/database.hpp"

namespace latchkey::db {

struct PostgresOptions {
  // postgresql://..., as libpq reads it: it may name several hosts.
  std::string url = {};
  int readers = 4;
  std::size_t max_queued_writes = 65'536;
  std::size_t max_queued_reads = 65'536;
  // A statement that takes longer ends in Unavailable; nothing: as long as it wants.
  std::optional<std::chrono::milliseconds> answer_timeout = std::chrono::seconds(10);
  // Told of failures that no caller sees; lives longer than the database. May be null.
  const Log* log = nullptr;
};

// Connects, so that a wrong URL is known at once: throws std::runtime_error that names the server.
// A connection that is lost later is replaced at its next use. Reads see one moment each, and are
// run again where their connection was lost. Writes of this process are gathered into one commit,
// and those of several processes wait for each other only where they change the same rows. The
// destructor finishes what was queued.
std::unique_ptr<Database> open_postgres(const PostgresOptions& options);

// How many processes have written to it and are still connected. Throws Unavailable.
std::int64_t count_nodes(Database& database);

// Whether an option's value is the URL of such a database.
bool is_postgres_url(std::string_view text);

}  // namespace latchkey::db
