// The one thread that writes: everything queued goes into one durable commit.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <thread>

#include "db/job_queue.hpp"
#include "db/sqlite.hpp"
#include "db/sqlite/checkpointer.hpp"
#include "db/sqlite/connection.hpp"
#include "db/sqlite/gate.hpp"

namespace latchkey::db::sqlite {

class Writer {
 public:
  // What it is given must live longer.
  Writer(const SqliteOptions& options, Gate& gate, Checkpointer& checkpointer,
         Measurements& measurements);
  // Finishes what was queued.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // From any thread.
  void submit(Database::Work work, Database::Done done);
  // As Database::gather_write() and begin_gathered().
  bool gather(Database::Work work, Database::Done done);
  void begin_gathered() { queue_.wake(); }
  void on_commit(Database::CommitHook hook);
  void before_commit(Database::GatherHook hook);
  [[nodiscard]] std::size_t backlog() const { return queue_.size(); }

 private:
  void serve();
  // Commits what it can of the jobs, the first ones at least; returns how many it has settled.
  std::size_t commit_some(std::span<Job> jobs);
  void commit_each(std::span<Job> jobs);
  void begin();
  bool attempt(Job& job, Leavings& leavings);
  void gather(Leavings leavings);
  void run_hook(std::span<Job> jobs);
  void reopen();
  void answer_all(std::span<Job> jobs);

  const SqliteOptions options_;
  Gate& gate_;
  Checkpointer& checkpointer_;
  Measurements& measurements_;
  JobQueue queue_;
  std::unique_ptr<Connection> connection_;
  std::mutex hook_mutex_;
  Database::CommitHook hook_;
  Database::GatherHook gather_;
  std::uint32_t unreported_ = 0;  // touched and committed, but the hook has not succeeded
  std::thread thread_;            // last: it uses the others
};

}  // namespace latchkey::db::sqlite
