#include "store/audit_positions.hpp"

#include <spdlog/fmt/fmt.h>

namespace latchkey::store::audit {

namespace {

// Each node hands on its own chain.
std::string key_of(std::string_view sink, Chain chain) {
  return chain.node() == 0 ? std::string(sink) : fmt::format("{} of node {}", sink, chain.node());
}

}  // namespace

std::optional<std::int64_t> find_position(Transaction& tx, Chain chain, std::string_view sink) {
  return tx.one("SELECT last_id FROM audit_positions WHERE sink = $1", {key_of(sink, chain)},
                [](const db::Row& row) { return row.integer(0); });
}

void set_position(Transaction& tx, std::string_view sink, std::int64_t last_id) {
  tx.execute(
      "INSERT INTO audit_positions (sink, last_id) VALUES ($1, $2) "
      "ON CONFLICT (sink) DO UPDATE SET last_id = excluded.last_id",
      {key_of(sink, Chain::of_event(last_id)), last_id});
}

}  // namespace latchkey::store::audit
