#include "db/migrations/list.hpp"

namespace latchkey::db {

const Migration audit_archives{.number = 4, .name = "audit_archives", .sql = R"sql(
-- The files that events were moved to, without gaps: audit_events begins after the last of them.
-- Older rows that it still holds are about to be removed. file is a name in the archive directory.
CREATE TABLE audit_archives (
  first_id BIGINT PRIMARY KEY,
  last_id BIGINT NOT NULL,
  first_time BIGINT NOT NULL,
  last_time BIGINT NOT NULL,
  previous_hash TEXT NOT NULL,
  last_hash TEXT NOT NULL,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  archived_at BIGINT NOT NULL
);

-- The last event that was handed on to each place outside.
CREATE TABLE audit_positions (
  sink TEXT PRIMARY KEY,
  last_id BIGINT NOT NULL
);
)sql"};

}  // namespace latchkey::db
