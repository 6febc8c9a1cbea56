// Numbered schema migrations, the same text for every database, applied forward only.
#pragma once

#include <span>
#include <string_view>

#include "base/clock.hpp"
#include "db/database.hpp"

namespace latchkey::db {

struct Migration {
  int number;  // 1, 2, 3 ... without gaps
  std::string_view name;
  std::string_view sql;  // statements separated by ';'
};

// All migrations, oldest first. Text in src/db/migrations/NNNN_name.cpp, one a file.
std::span<const Migration> migrations();

// Brings the database to the newest migration (or to up_to), one transaction a migration. Throws
// std::runtime_error when the database is newer than this binary.
void migrate(Database& database, int up_to = 0);

// The same for any list of migrations.
void migrate(Database& database, std::span<const Migration> all, int up_to, const Clock& clock);

// The number of the newest migration applied, 0 for a new database.
int schema_version(Database& database);

}  // namespace latchkey::db
