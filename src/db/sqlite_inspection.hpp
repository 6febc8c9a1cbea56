// A SQLite database file seen from outside and left as it is: for `latchkey check`.
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace latchkey::db {

// The process that has the file open by open_sqlite(), as it wrote it down.
std::optional<std::string> sqlite_owner(const std::filesystem::path& file);

struct SqliteInspection {
  int schema_version = 0;             // 0: nothing was stored yet
  std::vector<std::string> faults{};  // what SQLite's quick_check found
};

// Reads the whole file. is_owned: some process has it open. The error is why it cannot be read.
std::expected<SqliteInspection, std::string> inspect_sqlite(const std::filesystem::path& file,
                                                            bool is_owned);

}  // namespace latchkey::db
