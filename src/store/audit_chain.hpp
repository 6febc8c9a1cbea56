// The audit log as a chain: where it begins and ends in the table, its events in order, and the
// walk that finds what was altered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/audit.hpp"

namespace latchkey::store::audit {

// A place in the chain; id 0 is before the first event.
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

// The newest event. Nothing where the record of it is gone.
std::optional<Link> find_head(Transaction& tx);
// The last event that was archived; what follows it is in the table.
Link find_begin(Transaction& tx);
// Events of every organization with ids after after_id, oldest first, at most limit.
std::vector<Record> records_after(Transaction& tx, std::int64_t after_id, std::int64_t limit);
// The hash of an event in the table.
std::optional<std::string> find_hash(Transaction& tx, std::int64_t id);
// The first id in the table, or after the newest, whose event was at that time or later.
std::int64_t first_id_at_or_after(Transaction& tx, Time time);

struct ChainFault {
  std::int64_t event_id = 0;  // the first event concerned; 0 where it is none
  std::string reason;
};

// A row before the first event that there ever was: no walk comes by it.
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
