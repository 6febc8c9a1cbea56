#include "store/audit.hpp"

#include <algorithm>
#include <array>

#include "store/audit_chain.hpp"
#include "store/audit_gathering.hpp"
#include "store/audit_hash.hpp"
#include "store/audit_rows.hpp"
#include "store/columns.hpp"

namespace latchkey::store::audit {

namespace {

struct PendingEvent final : db::Leaving {
  explicit PendingEvent(Event left) : event(std::move(left)) {}
  Event event;
};

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

// The event's place in the chain: id, time and hash follow from the one before.
std::string link(Link& head, Event& event) {
  event.id = head.id + 1;
  event.time = std::max(event.time, head.time);
  auto hash = chain_hash(head.hash, event);
  head = {.id = event.id, .time = event.time, .hash = hash};
  return hash;
}

constexpr std::size_t columns_of_a_row = 17;

// VALUES of so many rows.
std::string insertion(std::size_t rows) {
  std::string sql = "INSERT INTO audit_events (" + std::string(columns) + ") VALUES ";
  for (std::size_t parameter = 1; parameter <= rows * columns_of_a_row; ++parameter) {
    const bool begins_row = parameter % columns_of_a_row == 1;
    sql += begins_row ? (parameter == 1 ? "($" : "), ($") : ", $";
    sql += std::to_string(parameter);
  }
  return sql + ")";
}

void add_values(std::vector<db::Value>& values, const Event& event, const std::string& hash) {
  const std::array<db::Value, columns_of_a_row> row{event.id,
                                                    micros(event.time),
                                                    event.org_id,
                                                    event.actor.id,
                                                    event.actor.name,
                                                    event.client_id,
                                                    event.client_name,
                                                    event.action,
                                                    event.target.type,
                                                    event.target.id,
                                                    event.target.name,
                                                    name(event.outcome),
                                                    event.address,
                                                    event.request_id,
                                                    event.details,
                                                    flag(is_seldom(event.action)),
                                                    hash};
  values.insert(values.end(), row.begin(), row.end());
}

struct Linked {
  explicit Linked(Event unlinked) : event(std::move(unlinked)) {}
  Event event;
  std::string hash;
};

// In statements of 64, 32 ... 1 rows, which stay few and so stay prepared.
void insert(Transaction& tx, std::span<const Linked> events) {
  static const std::array statements{insertion(1),  insertion(2),  insertion(4), insertion(8),
                                     insertion(16), insertion(32), insertion(64)};
  std::size_t power = statements.size() - 1;
  std::vector<db::Value> values;
  while (!events.empty()) {
    while (std::size_t{1} << power > events.size()) --power;
    const auto rows = std::size_t{1} << power;
    values.clear();
    for (const auto& [event, hash] : events.first(rows)) add_values(values, event, hash);
    tx.post(statements[power], db::Transaction::Parameters(values));
    events = events.subspan(rows);
  }
}

void append_all(Transaction& tx, std::span<Linked> events) {
  auto head = find_or_begin(tx, own_chain(tx));
  const auto before = head.id;
  for (auto& [event, hash] : events) hash = link(head, event);
  move_head(tx, before, head);
  insert(tx, events);
}

}  // namespace

void append(Transaction& tx, Event event) {
  tx.tally();
  if (tx.gathers())
    return tx.leave(std::make_unique<PendingEvent>(std::move(event)));
  Linked linked(std::move(event));
  append_all(tx, {&linked, 1});
}

void append_gathered(Transaction& tx, db::Leavings leavings) {
  std::vector<Linked> events;
  events.reserve(leavings.size());
  for (const auto& leaving : leavings)
    events.emplace_back(std::move(dynamic_cast<PendingEvent&>(*leaving).event));
  append_all(tx, events);
}

}  // namespace latchkey::store::audit
