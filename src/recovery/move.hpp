// Carrying a store from one database to another.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "db/database.hpp"

namespace latchkey::recovery {

struct Move {
  std::int64_t tables = 0;
  std::int64_t rows = 0;
  std::int64_t audit_events = 0;  // whose chain was followed in the new database
};

// Called with the name of each table that was carried over, and its number of rows.
using OnTable = std::function<void(std::string_view table, std::int64_t rows)>;

// Everything in one transaction of the target, which is committed only when each table has as many
// rows as the source's and the audit chain is whole. The source is an SQLite database that nobody
// writes to; both are of the newest schema. Throws std::runtime_error for a target that holds a
// store, or a copy that is not whole.
Move move_store(db::Database& source, db::Database& target, const OnTable& on_table);

}  // namespace latchkey::recovery
