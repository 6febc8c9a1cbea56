// Which failures of SQLite mean "try again later", and which a mistake in this program.
#pragma once

#include <sqlite3.h>
#include <string_view>

namespace latchkey::db::sqlite {

// Throws Unavailable for a full disk, an I/O error, a damaged or locked file and the like;
// std::logic_error for everything else (wrong SQL, a violated constraint). The text holds SQLite's
// message and what was being done, never a bound value.
[[noreturn]] void throw_error(sqlite3* connection, int result, std::string_view what);

}  // namespace latchkey::db::sqlite
