// A PostgreSQL database seen from outside and left as it is: for `latchkey check`.
#pragma once

#include <cstdint>
#include <string>

namespace latchkey::db {

struct PostgresInspection {
  std::string server_version = {};
  std::string encoding = {};
  bool is_fsync_on = true;
  bool are_full_pages_written = true;
  int schema_version = 0;  // 0: nothing was stored yet
  std::int64_t nodes = 0;  // that use it now
};

// Throws std::runtime_error where it cannot be reached.
PostgresInspection inspect_postgres(const std::string& url);

}  // namespace latchkey::db
