#include "store/counters.hpp"

namespace latchkey::store::counters {

namespace {

std::int64_t number(const db::Row& row) {
  return row.integer(0);
}

}  // namespace

std::int64_t next(db::Transaction& tx, std::string_view name) {
  return tx
      .one("UPDATE counters SET value = value + 1 WHERE name = $1 RETURNING value", {name}, number)
      .value();
}

std::int64_t last(db::Transaction& tx, std::string_view name) {
  return tx.one("SELECT value FROM counters WHERE name = $1", {name}, number).value();
}

}  // namespace latchkey::store::counters
