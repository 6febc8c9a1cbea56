// One PostgreSQL connection in pipeline mode with its prepared statements, and the Transaction that
// runs on it.
#pragma once

#include <chrono>
#include <functional>
#include <libpq-fe.h>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "db/database.hpp"

namespace latchkey::db::postgres {

struct ConnectionOptions {
  std::string url;
  // How long a statement may take before the connection is given up; nothing: as long as it wants.
  std::optional<std::chrono::milliseconds> answer_timeout;
};

struct Notification {
  int sender = 0;  // the process that serves the connection which sent it
  std::string text;
};

// Used by one thread at a time. Everything but the constructor and destructor may throw what
// error.hpp tells of; after a loss of the connection it is of no more use.
class Connection {
 public:
  // Throws Unavailable, also for a server that cannot be written to.
  explicit Connection(const ConnectionOptions& options);

  // Sends a statement without waiting for it; its failure is thrown by the next run or settle.
  void post(std::string_view sql, Transaction::Parameters parameters);
  // The same for what is not worth preparing, such as BEGIN.
  void command(const std::string& sql);
  // As Transaction::run.
  std::int64_t run(std::string_view sql, Transaction::Parameters parameters,
                   const Transaction::OnRow& on_row);
  // Waits for what was posted.
  void settle();

  // Everything sent from now on is the part of that number; failed_part is the one whose statement
  // was the first to fail since begin.
  void begin_part(std::size_t part) { part_ = part; }
  [[nodiscard]] std::optional<std::size_t> failed_part() const { return failed_part_; }

  void begin(const std::string& sql);
  // Throws Unavailable where the transaction was not committed, or nobody knows.
  void commit();
  // False when the connection is lost.
  bool roll_back() noexcept;

  [[nodiscard]] bool is_lost() const { return is_lost_; }
  [[nodiscard]] int server_process() const { return PQbackendPID(handle_.get()); }

  // Readable when notifications may have come to a channel that was listened to.
  [[nodiscard]] int socket() const { return PQsocket(handle_.get()); }
  std::vector<Notification> take_notifications();

 private:
  struct Close {
    void operator()(PGconn* handle) const { PQfinish(handle); }
  };
  struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Result = std::unique_ptr<PGresult, Clear>;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  // A command on its way. The name is of the statement that it prepares, or runs.
  struct Sent {
    std::string sql;
    bool prepares;
    std::size_t part;
  };
  class Bound;
  class ResultRow;

  const std::string& prepare(std::string_view sql);
  void sent(std::string_view sql, bool prepares);
  Result exchange();
  Result take_result();
  void wait_until_readable(std::optional<std::chrono::steady_clock::time_point> deadline);
  [[noreturn]] void lose(std::string_view what);

  const ConnectionOptions options_;
  std::unique_ptr<PGconn, Close> handle_;
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> names_;
  std::uint64_t last_name_ = 0;
  std::vector<Sent> sent_;
  std::size_t part_ = 0;
  std::optional<std::size_t> failed_part_;
  bool is_lost_ = false;
};

class PostgresTransaction final : public Transaction {
 public:
  // gathered: where what is left goes; may be null.
  PostgresTransaction(Connection& connection, int node, Leavings* gathered = nullptr)
      : connection_(connection) {
    node_ = node;
    gathered_ = gathered;
  }
  std::int64_t run(std::string_view sql, Parameters parameters, const OnRow& on_row) override {
    return connection_.run(sql, parameters, on_row);
  }
  void post(std::string_view sql, Parameters parameters) override {
    connection_.post(sql, parameters);
  }
  void lock(Lock lock) override;

 private:
  Connection& connection_;
};

}  // namespace latchkey::db::postgres
