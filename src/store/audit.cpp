#include "store/audit.hpp"

#include <algorithm>

#include "store/audit_chain.hpp"
#include "store/audit_hash.hpp"
#include "store/audit_rows.hpp"
#include "store/columns.hpp"

namespace latchkey::store::audit {

namespace {

// The first event of a node finds no record of the one before it.
Link find_or_begin(Transaction& tx, Chain chain) {
  if (auto head = find_head(tx, chain))
    return std::move(*head);
  tx.execute("INSERT INTO audit_chain (node, last_id, last_time, last_hash) VALUES ($1, $2, 0, '')",
             {std::to_string(chain.node()), chain.base});
  return {.id = chain.base, .time = {}, .hash = {}};
}

// Only where nobody else has moved it since it was read.
void move_head(Transaction& tx, std::int64_t from_id, const Link& head) {
  const auto moved = tx.execute(
      "UPDATE audit_chain SET last_id = $1, last_time = $2, last_hash = $3 WHERE last_id = $4",
      {head.id, micros(head.time), head.hash, from_id});
  if (moved == 0)
    throw db::Unavailable("another transaction appended to the audit log at the same time");
}

}  // namespace

void append(Transaction& tx, Event event) {
  const auto head = find_or_begin(tx, own_chain(tx));
  event.id = head.id + 1;
  event.time = std::max(event.time, head.time);
  const auto hash = chain_hash(head.hash, event);
  move_head(tx, head.id, {.id = event.id, .time = event.time, .hash = hash});
  tx.post(
      "INSERT INTO audit_events (id, time, org_id, actor_id, actor_name, client_id, client_name, "
      "action, target_type, target_id, target_name, outcome, address, request_id, details, "
      "is_seldom, hash) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
      {event.id, micros(event.time), event.org_id, event.actor.id, event.actor.name,
       event.client_id, event.client_name, event.action, event.target.type, event.target.id,
       event.target.name, name(event.outcome), event.address, event.request_id, event.details,
       flag(is_seldom(event.action)), hash});
  tx.tally();
}

}  // namespace latchkey::store::audit
