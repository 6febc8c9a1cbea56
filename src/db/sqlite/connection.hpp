// One SQLite connection with its prepared statements, and the Transaction that runs on it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <unordered_map>

#include "db/database.hpp"
#include "db/sqlite/statement.hpp"

namespace latchkey::db::sqlite {

enum class Access { reads, writes };

struct ConnectionOptions {
  std::filesystem::path file;
  Access access;
  int cache_kib;
  int busy_timeout_milliseconds;
};

// Used by one thread at a time.
class Connection {
 public:
  // Throws Unavailable or std::logic_error.
  explicit Connection(const ConnectionOptions& options);

  std::int64_t run(std::string_view sql, Transaction::Parameters parameters,
                   const Transaction::OnRow& on_row);
  void execute(std::string_view sql);
  // The first column of the first row.
  std::string query_text(std::string_view sql);

  // False also where SQLite has by itself undone the transaction, as it may for a full disk.
  [[nodiscard]] bool is_in_transaction() const;
  // Whether the last call failed for a lock that another connection holds.
  [[nodiscard]] bool is_busy() const;
  // True while a foreign key that is checked at COMMIT is violated.
  [[nodiscard]] bool has_deferred_violation() const;
  // Ends the transaction, if there is one, without effect. False when that failed too.
  bool roll_back() noexcept;

  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  Statement& prepared(std::string_view sql);
  void make_room();

  std::unique_ptr<sqlite3, Close> handle_;
  std::unordered_map<std::string, Statement, Hash, std::equal_to<>> statements_;
};

class SqliteTransaction final : public Transaction {
 public:
  explicit SqliteTransaction(Connection& connection) : connection_(connection) {}
  // Of work that shares a commit: its first statement sets the savepoint that undo() goes back to.
  // gathered: where what is left goes; may be null.
  SqliteTransaction(Connection& connection, Leavings* gathered)
      : connection_(connection), is_part_(true), left_before_(gathered ? gathered->size() : 0) {
    gathered_ = gathered;
  }
  std::int64_t run(std::string_view sql, Parameters parameters, const OnRow& on_row) override;

  // Of a part: the end of its work.
  void finish();
  // As if it had not run. False when that failed or the whole transaction is lost.
  bool undo() noexcept;

 private:
  Connection& connection_;
  bool is_part_ = false;
  bool has_savepoint_ = false;
  std::size_t left_before_ = 0;
};

}  // namespace latchkey::db::sqlite
