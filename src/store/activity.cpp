#include "store/activity.hpp"

#include <algorithm>
#include <utility>

#include "store/columns.hpp"

namespace latchkey::store::activity {

namespace {

// A code or refresh token that comes back has an event of its own beside token.refused.
constexpr std::array<std::pair<std::string_view, Kind>, kinds.size()> kinds_of_actions{{
    {"token.issued", Kind::token_issued},
    {"token.refused", Kind::token_refused},
    {"sign_in.succeeded", Kind::sign_in_succeeded},
    {"sign_in.failed", Kind::sign_in_failed},
}};

std::optional<Kind> kind_of_action(std::string_view action) {
  for (const auto& [counted, kind] : kinds_of_actions)
    if (action == counted)
      return kind;
  return std::nullopt;
}

// Throws for a name that nothing here has written.
Kind kind_column(const db::Row& row, int column) {
  for (const Kind kind : kinds)
    if (row.text(column) == name(kind))
      return kind;
  throw std::runtime_error("an unknown kind of activity: " + text_column(row, column));
}

std::int64_t& count_of(Counts& counts, Kind kind) {
  return counts.at(std::to_underlying(kind));
}

std::optional<std::int64_t> find_position(Transaction& tx, audit::Chain chain) {
  return tx.one("SELECT last_id FROM activity_position WHERE last_id >= $1 AND last_id < $2",
                {chain.base, chain.end()}, [](const db::Row& row) { return row.integer(0); });
}

// Allocates only for what is new.
template <class T>
T& entry(ByText<T>& entries, std::string_view key) {
  if (const auto found = entries.find(key); found != entries.end())
    return found->second;
  return entries[std::string(key)];
}

// A chain of which nothing was counted has no position.
void move_position(Transaction& tx, const Sums& sums) {
  const auto moved = tx.execute("UPDATE activity_position SET last_id = $1 WHERE last_id = $2",
                                {sums.up_to_id, sums.after_id});
  if (moved != 0)
    return;
  const auto chain = audit::Chain::of_event(sums.after_id);
  if (sums.after_id != chain.base || find_position(tx, chain))
    throw db::Unavailable("another transaction counted the same audit events");
  tx.execute("INSERT INTO activity_position (node, last_id) VALUES ($1, $2)",
             {std::to_string(chain.node()), sums.up_to_id});
}

}  // namespace

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::token_issued:
      return "token_issued";
    case Kind::token_refused:
      return "token_refused";
    case Kind::sign_in_succeeded:
      return "sign_in_succeeded";
    case Kind::sign_in_failed:
      return "sign_in_failed";
  }
  std::unreachable();
}

Time hour_of(Time time) {
  return std::chrono::floor<std::chrono::hours>(time);
}

std::int64_t counted_up_to(Transaction& tx, audit::Chain chain) {
  return find_position(tx, chain).value_or(chain.base);
}

Sums sum_events(Transaction& tx, std::int64_t limit) {
  Sums sums;
  const auto chain = audit::own_chain(tx);
  sums.after_id = counted_up_to(tx, chain);
  sums.up_to_id = sums.after_id;
  const auto take = [&sums](const db::Row& row) {
    sums.up_to_id = row.integer(0);
    const auto kind = kind_of_action(row.text(4));
    if (!kind)
      return;
    const Time time = time_column(row, 1);
    ++count_of(entry(sums.hours, row.text(2))[hour_of(time)], *kind);
    if (kind == Kind::token_issued)
      entry(sums.issued_at, row.text(3)) = time;
  };
  tx.run(
      "SELECT id, time, org_id, client_id, action FROM audit_events "
      "WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3",
      std::array{db::Value(sums.after_id), db::Value(chain.end()), db::Value(limit)}, take);
  return sums;
}

void add(Transaction& tx, const Sums& sums) {
  move_position(tx, sums);
  for (const auto& [org_id, hours] : sums.hours)
    for (const auto& [hour, counts] : hours)
      for (const Kind kind : kinds)
        if (const auto count = counts.at(std::to_underlying(kind)); count != 0)
          tx.execute(
              "INSERT INTO hourly_activity (org_id, hour, kind, count) VALUES ($1, $2, $3, $4) "
              "ON CONFLICT (org_id, hour, kind) "
              "DO UPDATE SET count = hourly_activity.count + excluded.count",
              {org_id, micros(hour), name(kind), count});
  // From clients, since one may have been deleted meanwhile.
  for (const auto& [client_id, time] : sums.issued_at)
    tx.execute(
        "INSERT INTO client_activity (client_id, org_id, last_used_at) "
        "SELECT id, org_id, CAST($2 AS BIGINT) FROM clients WHERE id = $1 "
        "ON CONFLICT (client_id) DO UPDATE SET last_used_at = excluded.last_used_at "
        "WHERE client_activity.last_used_at < excluded.last_used_at",
        {client_id, micros(time)});
}

std::map<Time, Counts> hours(Transaction& tx, std::string_view org_id, Time first, Time last) {
  std::map<Time, Counts> found;
  tx.run(
      "SELECT hour, kind, count FROM hourly_activity "
      "WHERE org_id = $1 AND hour >= $2 AND hour <= $3",
      std::array{db::Value(org_id), db::Value(micros(first)), db::Value(micros(last))},
      [&found](const db::Row& row) {
        count_of(found[time_column(row, 0)], kind_column(row, 1)) = row.integer(2);
      });
  return found;
}

std::optional<Time> last_used(Transaction& tx, const oauth::Client& client) {
  auto last = tx.one("SELECT last_used_at FROM client_activity WHERE client_id = $1", {client.id},
                     [](const db::Row& row) { return time_column(row, 0); });
  for (const auto& secret : client.secrets) last = std::max(last, secret.last_used_at);
  return last;
}

}  // namespace latchkey::store::activity
