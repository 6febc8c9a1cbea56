// The next part of the audit log, from wherever it is at that moment: an archive or the table.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "db/database.hpp"
#include "store/audit_archives.hpp"
#include "store/audit_chain.hpp"

namespace latchkey::audit {

struct Piece {
  std::optional<store::audit::Link> head;
  std::optional<store::audit::Archive> archive;  // where the next event is in one
  std::vector<store::audit::Record> records;     // otherwise
  bool is_last = false;                          // the records are the newest
};

// What follows an event, in one short read, so that events which are archived meanwhile are missed
// by nobody who goes from piece to piece. Blocks.
Piece piece_after(db::Database& database, std::int64_t event_id);

}  // namespace latchkey::audit
