#include "store/audit_chain.hpp"

#include <limits>
#include <spdlog/fmt/fmt.h>

#include "store/audit_hash.hpp"
#include "store/audit_rows.hpp"
#include "store/columns.hpp"

namespace latchkey::store::audit {

namespace {

Link link_of(const db::Row& row) {
  return {.id = row.integer(0), .time = time_column(row, 1), .hash = text_column(row, 2)};
}

Record record_of(const db::Row& row) {
  auto event = event_of(row);
  const bool is_as_written = name(event.outcome) == row.text(outcome_column) &&
                             flag_column(row, is_seldom_column) == is_seldom(event.action);
  return {.event = std::move(event),
          .hash = text_column(row, hash_column),
          .is_as_written = is_as_written};
}

// Of a range without its bounds.
std::optional<ChainFault> find_stray_between(Transaction& tx, std::int64_t after,
                                             std::int64_t end) {
  return tx.one("SELECT id FROM audit_events WHERE id > $1 AND id < $2 ORDER BY id LIMIT 1",
                {after, end}, [](const db::Row& row) {
                  const auto id = row.integer(0);
                  return ChainFault{id, fmt::format("event {} was added from outside", id)};
                });
}

}  // namespace

std::vector<Chain> chains(Transaction& tx) {
  return tx.all("SELECT last_id FROM audit_chain ORDER BY last_id", {},
                [](const db::Row& row) { return Chain::of_event(row.integer(0)); });
}

std::optional<Link> find_head(Transaction& tx, Chain chain) {
  return tx.one(
      "SELECT last_id, last_time, last_hash FROM audit_chain WHERE last_id >= $1 AND last_id < $2",
      {chain.base, chain.end()}, link_of);
}

Link find_begin(Transaction& tx, Chain chain) {
  return tx
      .one(
          "SELECT last_id, last_time, last_hash FROM audit_archives "
          "WHERE first_id > $1 AND first_id < $2 ORDER BY first_id DESC LIMIT 1",
          {chain.base, chain.end()}, link_of)
      .value_or(Link{.id = chain.base, .time = {}, .hash = {}});
}

std::vector<Record> records_after(Transaction& tx, std::int64_t after_id, std::int64_t limit) {
  static const std::string sql =
      "SELECT " + std::string(columns) +
      " FROM audit_events WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3";
  return tx.all(sql, {after_id, Chain::of_event(after_id).end(), limit}, record_of);
}

std::optional<std::string> find_hash(Transaction& tx, std::int64_t id) {
  return tx.one("SELECT hash FROM audit_events WHERE id = $1", {id},
                [](const db::Row& row) { return text_column(row, 0); });
}

// Ids grow with time, so the primary key is searched instead of an index by time.
std::int64_t first_id_at_or_after(Transaction& tx, Chain chain, Time time) {
  std::int64_t low = chain.base + 1;
  std::int64_t high = find_head(tx, chain).value().id + 1;
  while (low < high) {
    const auto middle = low + (high - low) / 2;
    const auto next =
        tx.one("SELECT id, time FROM audit_events WHERE id >= $1 AND id < $2 ORDER BY id LIMIT 1",
               {middle, chain.end()},
               [](const db::Row& row) { return std::pair(row.integer(0), time_column(row, 1)); });
    if (!next || next->second >= time)
      high = middle;
    else
      low = next->first + 1;
  }
  return low;
}

std::optional<ChainFault> find_stray(Transaction& tx) {
  std::int64_t after = std::numeric_limits<std::int64_t>::min();
  for (const auto& chain : chains(tx)) {
    if (auto stray = find_stray_between(tx, after, chain.base + 1))
      return stray;
    after = chain.end() - 1;
  }
  return find_stray_between(tx, after, std::numeric_limits<std::int64_t>::max());
}

std::optional<ChainFault> ChainWalk::step(const Record& record) {
  const auto& event = record.event;
  if (event.id != last_.id + 1)
    return ChainFault{last_.id + 1, fmt::format("event {} is missing", last_.id + 1)};
  auto hash = chain_hash(last_.hash, event);
  if (hash != record.hash || !record.is_as_written)
    return ChainFault{event.id, fmt::format("event {} was altered", event.id)};
  last_ = {.id = event.id, .time = event.time, .hash = std::move(hash)};
  return {};
}

std::optional<ChainFault> ChainWalk::finish(const Link& head) const {
  if (last_.id < head.id)
    return ChainFault{last_.id + 1, fmt::format("event {} is missing", last_.id + 1)};
  if (last_.id > head.id)
    return ChainFault{head.id + 1, fmt::format("event {} was added from outside", head.id + 1)};
  if (last_.hash != head.hash)
    return ChainFault{last_.id, fmt::format("event {} was altered", last_.id)};
  if (last_.time != head.time)
    return ChainFault{0, "the record of the newest event was altered"};
  return {};
}

}  // namespace latchkey::store::audit
