#include "store/audit.hpp"

#include <algorithm>

#include "store/audit_hash.hpp"
#include "store/audit_rows.hpp"
#include "store/columns.hpp"

namespace latchkey::store::audit {

namespace {

struct Head {
  std::int64_t id;
  Time time;
  std::string hash;
};

// Holds up other transactions that append, until this one ends. The id is the new event's, the
// rest of the one before.
Head take_head(Transaction& tx) {
  return tx
      .one(
          "UPDATE audit_chain SET last_id = last_id + 1 WHERE node = 'main' "
          "RETURNING last_id, last_time, last_hash",
          {},
          [](const db::Row& row) {
            return Head{
                .id = row.integer(0), .time = time_column(row, 1), .hash = text_column(row, 2)};
          })
      .value();
}

}  // namespace

void append(Transaction& tx, Event event) {
  const auto head = take_head(tx);
  event.id = head.id;
  event.time = std::max(event.time, head.time);
  const auto hash = chain_hash(head.hash, event);
  tx.execute(
      "INSERT INTO audit_events (id, time, org_id, actor_id, actor_name, client_id, client_name, "
      "action, target_type, target_id, target_name, outcome, address, request_id, details, "
      "is_seldom, hash) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
      {event.id, micros(event.time), event.org_id, event.actor.id, event.actor.name,
       event.client_id, event.client_name, event.action, event.target.type, event.target.id,
       event.target.name, name(event.outcome), event.address, event.request_id, event.details,
       flag(is_seldom(event.action)), hash});
  tx.execute("UPDATE audit_chain SET last_time = $1, last_hash = $2 WHERE node = 'main'",
             {micros(event.time), hash});
}

}  // namespace latchkey::store::audit
