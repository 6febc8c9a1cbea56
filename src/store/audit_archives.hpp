// Which audit events were moved to which archive file, and their removal from the table.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace latchkey::store::audit {

// A file of events without a gap, and its place in the chain.
struct Archive {
  std::int64_t first_id = 0;
  std::int64_t last_id = 0;
  Time first_time;
  Time last_time;
  std::string previous_hash;  // of the event before the first
  std::string last_hash;
  std::string file;    // its name, without a directory
  std::string sha256;  // of the file as it is, in hex
  Time archived_at;

  [[nodiscard]] std::int64_t count() const { return last_id - first_id + 1; }
};

// In the order of their events.
std::vector<Archive> archives(Transaction& tx);
// The archive that holds the event.
std::optional<Archive> find_archive(Transaction& tx, std::int64_t event_id);
// From now on the table begins after it. The file must be durable.
void insert_archive(Transaction& tx, const Archive& archive);
// Removes at most limit archived events of this process's chain from the table; how many those
// were.
std::int64_t remove_archived(Transaction& tx, std::int64_t limit);

}  // namespace latchkey::store::audit
