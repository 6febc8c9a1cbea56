#include "store/audit_positions.hpp"

namespace latchkey::store::audit {

std::optional<std::int64_t> find_position(Transaction& tx, std::string_view sink) {
  return tx.one("SELECT last_id FROM audit_positions WHERE sink = $1", {sink},
                [](const db::Row& row) { return row.integer(0); });
}

void set_position(Transaction& tx, std::string_view sink, std::int64_t last_id) {
  tx.execute(
      "INSERT INTO audit_positions (sink, last_id) VALUES ($1, $2) "
      "ON CONFLICT (sink) DO UPDATE SET last_id = excluded.last_id",
      {sink, last_id});
}

}  // namespace latchkey::store::audit
