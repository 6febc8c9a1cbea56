// The audit log as chains, one for each node of the database: where a chain begins and ends in the
// table, its events in order, and the walk that finds what was altered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/audit.hpp"

namespace latchkey::store::audit {

// The ids of a node's events: greater than base, less than end. Those of the first begin with 1.
struct Chain {
  static constexpr std::int64_t ids_a_node = std::int64_t{1} << 40;

  static constexpr Chain of_node(int node) { return {node * ids_a_node}; }
  // The chain that has the event, or begins after that id.
  static constexpr Chain of_event(std::int64_t id) { return {id / ids_a_node * ids_a_node}; }

  std::int64_t base = 0;
  [[nodiscard]] constexpr std::int64_t end() const { return base + ids_a_node; }
  [[nodiscard]] constexpr std::int64_t node() const { return base / ids_a_node; }
  constexpr bool operator==(const Chain&) const = default;
};

// Those that nodes have begun, in the order of their ids.
std::vector<Chain> chains(Transaction& tx);
// The chain of this process.
inline Chain own_chain(const Transaction& tx) {
  return Chain::of_node(tx.node());
}

// A place in a chain; its base is before the first event.
struct Link {
  std::int64_t id = 0;
  Time time;
  std::string hash;
};

struct Record {
  Event event;
  std::string hash;
  bool is_as_written = true;  // false: a column that the hash does not cover was altered
};

// The newest event. Nothing where the record of it is gone, or was never made.
std::optional<Link> find_head(Transaction& tx, Chain chain);
// The last event that was archived; what follows it is in the table.
Link find_begin(Transaction& tx, Chain chain);
// Events of every organization that follow after_id in its chain, oldest first, at most limit.
std::vector<Record> records_after(Transaction& tx, std::int64_t after_id, std::int64_t limit);
// The hash of an event in the table.
std::optional<std::string> find_hash(Transaction& tx, std::int64_t id);
// The first id in the table, or after the newest, whose event was at that time or later.
std::int64_t first_id_at_or_after(Transaction& tx, Chain chain, Time time);

struct ChainFault {
  std::int64_t event_id = 0;  // the first event concerned; 0 where it is none
  std::string reason;
};

// A row before the first event that a chain ever had, or of no chain: no walk comes by it.
std::optional<ChainFault> find_stray(Transaction& tx);

// Follows the chain from one event to the next.
class ChainWalk {
 public:
  explicit ChainWalk(Link start) : last_(std::move(start)) {}

  // The next event. A fault is for good: nothing may be stepped to after it.
  std::optional<ChainFault> step(const Record& record);
  // Whether the chain ends where the record of the newest event says.
  [[nodiscard]] std::optional<ChainFault> finish(const Link& head) const;

  [[nodiscard]] const Link& last() const { return last_; }

 private:
  Link last_;
};

}  // namespace latchkey::store::audit
