#include "db/sqlite/error.hpp"

#include <spdlog/fmt/fmt.h>
#include <stdexcept>

#include "base/unavailable.hpp"

namespace latchkey::db::sqlite {

namespace {

bool is_transient(sqlite3* connection, int result) {
  switch (result & 0xff) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_NOMEM:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_PERM:
    case SQLITE_INTERRUPT:
      return true;
    case SQLITE_READONLY:  // on a reading connection it is the caller who is wrong
      return connection == nullptr || sqlite3_db_readonly(connection, "main") == 0;
    default:
      return false;
  }
}

}  // namespace

void throw_error(sqlite3* connection, int result, std::string_view what) {
  const bool is_latest = connection != nullptr && sqlite3_extended_errcode(connection) == result;
  const auto text =
      fmt::format("{} (SQLite {}): {}",
                  is_latest ? sqlite3_errmsg(connection) : sqlite3_errstr(result), result, what);
  if (is_transient(connection, result))
    throw Unavailable(text);
  throw std::logic_error(text);
}

}  // namespace latchkey::db::sqlite
