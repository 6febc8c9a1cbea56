#include "db/sqlite/connection.hpp"

#include <spdlog/fmt/fmt.h>
#include <stdexcept>

#include "db/sqlite/error.hpp"

namespace latchkey::db::sqlite {

namespace {

constexpr std::size_t max_kept_statements = 256;

sqlite3* open_handle(const ConnectionOptions& options) {
  sqlite3* handle = nullptr;
  const int access =
      options.access == Access::writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  const int result = sqlite3_open_v2(
      options.file.c_str(), &handle,
      access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE, nullptr);
  if (result == SQLITE_OK)
    return handle;
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)> closer(handle, sqlite3_close_v2);
  throw_error(handle, result, "open");
}

}  // namespace

Connection::Connection(const ConnectionOptions& options) : handle_(open_handle(options)) {
  sqlite3_busy_timeout(handle(), options.busy_timeout_milliseconds);
  // "text" in double quotes is a name, as in every other database.
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  execute("PRAGMA trusted_schema = OFF");
  execute("PRAGMA foreign_keys = ON");
  execute("PRAGMA temp_store = MEMORY");
  execute(fmt::format("PRAGMA cache_size = -{}", options.cache_kib));
  if (options.access == Access::reads)
    return;
  if (query_text("PRAGMA journal_mode = WAL") != "wal")
    throw std::logic_error("the file system cannot hold an SQLite database in WAL mode");
  execute("PRAGMA synchronous = FULL");
  execute("PRAGMA wal_autocheckpoint = 0");
}

std::int64_t Connection::run(std::string_view sql, Transaction::Parameters parameters,
                             const Transaction::OnRow& on_row) {
  Statement& statement = prepared(sql);
  if (!statement.is_running())
    return statement.run(parameters, on_row);
  Statement nested(handle(), sql, false);
  return nested.run(parameters, on_row);
}

void Connection::execute(std::string_view sql) {
  run(sql, {}, [](const Row&) {});
}

std::string Connection::query_text(std::string_view sql) {
  std::string text;
  run(sql, {}, [&](const Row& row) {
    if (text.empty())
      text = row.text(0);
  });
  return text;
}

bool Connection::is_in_transaction() const {
  return sqlite3_get_autocommit(handle()) == 0;
}

bool Connection::is_busy() const {
  return (sqlite3_extended_errcode(handle_.get()) & 0xff) == SQLITE_BUSY;
}

bool Connection::has_deferred_violation() const {
  int violated = 0;
  int unused = 0;
  sqlite3_db_status(handle(), SQLITE_DBSTATUS_DEFERRED_FKS, &violated, &unused, 0);
  return violated != 0;
}

bool Connection::roll_back() noexcept {
  try {
    if (is_in_transaction())
      execute("ROLLBACK");
    return !is_in_transaction();
  } catch (const std::exception&) {
    // What counts is whether the transaction is over.
    return !is_in_transaction();
  }
}

Statement& Connection::prepared(std::string_view sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end())
    return found->second;
  make_room();
  Statement statement(handle(), sql, true);
  return statements_.emplace(std::string(sql), std::move(statement)).first->second;
}

void Connection::make_room() {
  if (statements_.size() >= max_kept_statements)
    std::erase_if(statements_, [](const auto& kept) { return !kept.second.is_running(); });
}

std::int64_t SqliteTransaction::run(std::string_view sql, Parameters parameters,
                                    const OnRow& on_row) {
  if (!connection_.is_in_transaction())
    throw Unavailable("the transaction has been undone by an earlier error");
  if (is_part_ && !has_savepoint_) {
    connection_.execute("SAVEPOINT work");
    has_savepoint_ = true;
  }
  return connection_.run(sql, parameters, on_row);
}

void SqliteTransaction::finish() {
  if (connection_.has_deferred_violation())
    throw std::logic_error("a foreign key is violated at the end of the transaction");
  if (!connection_.is_in_transaction())
    throw Unavailable("the transaction has been undone by an error");
  if (has_savepoint_)
    connection_.execute("RELEASE work");
}

bool SqliteTransaction::undo() noexcept {
  if (gathered_ != nullptr)
    gathered_->resize(left_before_);
  try {
    if (!connection_.is_in_transaction())
      return false;
    if (!has_savepoint_)
      return true;
    connection_.execute("ROLLBACK TO work");
    connection_.execute("RELEASE work");
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace latchkey::db::sqlite
