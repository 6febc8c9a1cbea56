// Moves what has been committed from the write-ahead log into the database file, beside the writer.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/log.hpp"
#include "db/sqlite/connection.hpp"
#include "db/sqlite/gate.hpp"

namespace latchkey::db::sqlite {

// A checkpoint of the first kind (PASSIVE) disturbs nobody but cannot empty a log that is being
// written. So once the log is long, the writer is held at the gate while the little that is left is
// moved and the log begins again at its start; that waits a moment for reads that still use it.
class Checkpointer {
 public:
  // The log may be null.
  Checkpointer(const std::filesystem::path& file, Gate& gate, const Log* log);
  // Empties the log. The other connections should be closed by then.
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  // The writer's report after a commit: the length of the log in pages. From any thread.
  void log_grew(int pages);

 private:
  void serve();
  bool wait_until_due();
  int checkpoint(int mode, int busy_timeout_milliseconds);

  Gate& gate_;
  const Log* log_;
  Connection connection_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int pages_ = 0;    // the log's length
  int handled_ = 0;  // its length at the checkpoint before
  bool is_stopping_ = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace latchkey::db::sqlite
