// Which audit events have been in the table for long enough.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "store/store.hpp"

namespace latchkey::audit {

// Both may be set; where neither is, everything stays.
struct Retention {
  std::optional<std::chrono::days> keep_days = {};
  std::optional<std::int64_t> keep_events = {};
};

// The last event of this process's chain that is due to be archived; its base for none. By age
// whole days (UTC) become due together; by number a tenth of what is kept does, so that archives do
// not become many and small.
std::int64_t last_due(store::Transaction& tx, const Retention& retention, Time now);

}  // namespace latchkey::audit
