#include "audit/retention.hpp"

#include <algorithm>

#include "store/audit_chain.hpp"

namespace latchkey::audit {

std::int64_t last_due(store::Transaction& tx, const Retention& retention, Time now) {
  const auto chain = store::audit::own_chain(tx);
  const auto head = store::audit::find_head(tx, chain);
  std::int64_t due = chain.base;
  if (!head)
    return due;
  if (retention.keep_days) {
    const Time limit = std::chrono::floor<std::chrono::days>(now - *retention.keep_days);
    due = store::audit::first_id_at_or_after(tx, chain, limit) - 1;
  }
  if (retention.keep_events) {
    const auto newest = head->id;
    const auto kept = *retention.keep_events;
    if (newest - store::audit::find_begin(tx, chain).id > kept)
      due = std::max(due, newest - kept + kept / 10);
  }
  return due;
}

}  // namespace latchkey::audit
