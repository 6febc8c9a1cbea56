// The whole chains of the audit log: archives and table.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>

#include "db/database.hpp"
#include "store/audit_chain.hpp"

namespace latchkey::audit {

// Of one chain, or of several together.
struct Verification {
  std::int64_t chains = 0;    // that have events
  std::int64_t first_id = 0;  // with last_id what was walked; 0 and 0 where there are no events
  std::int64_t last_id = 0;
  std::int64_t events = 0;
  std::int64_t archives = 0;
  std::int64_t archived_events = 0;  // of those walked, the ones read from archives
};

// Called now and then with the last event that was walked, and the newest.
using Progress = std::function<void(std::int64_t event_id, std::int64_t newest_id)>;

// Walks from the event from_id (or what is before it in the same archive; 1: all) to the newest,
// and through the chains of later nodes, in short reads, so that it may take long beside servers
// at work. The fault is the first there is.
std::expected<Verification, store::audit::ChainFault> verify(db::Database& database,
                                                             const std::filesystem::path& archives,
                                                             std::int64_t from_id,
                                                             const Progress& progress);

}  // namespace latchkey::audit
