// The one thread that writes: everything queued goes into few durable commits.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "db/job_queue.hpp"
#include "db/postgres.hpp"
#include "db/postgres/commit_hook.hpp"
#include "db/postgres/connection.hpp"

namespace latchkey::db::postgres {

// The first number of the advisory locks, one a node, that nodes hold as long as they run.
inline constexpr std::int64_t node_locks = 0x4c4b4e44;

// Jobs share a transaction as long as none of them fails or has to wait for a lock that another
// node holds: that one is taken out and run in a transaction of its own, in which it holds nothing
// while it waits, so that two nodes do not wait for each other.
class Writer {
 public:
  // What it is given must live longer.
  Writer(const PostgresOptions& options, Hook& hook, Measurements& measurements);
  // Finishes what was queued.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // From any thread.
  void submit(Database::Work work, Database::Done done);
  [[nodiscard]] std::size_t backlog() const { return queue_.size(); }
  void before_commit(Database::GatherHook hook);
  // As Transaction::node, of the last connection; 0 before the first.
  [[nodiscard]] int node() const { return node_.load(); }
  // The server's process that carries out the writes; 0 without a connection.
  [[nodiscard]] int server_process() const { return server_process_.load(); }

 private:
  enum class Company { shared, alone };

  void serve();
  void settle(std::span<Job> jobs);
  void settle_alone(Job& job);
  bool commit(std::span<Job> jobs, Company company);
  void attempt(std::span<Job> jobs, Company company);
  void run_parts(std::span<Job> jobs);
  void connect();
  void disconnect();
  int claim_node();
  void run_hook(std::span<Job> jobs);
  void report_hook(std::span<Job> jobs, const std::exception& failure) const;

  const ConnectionOptions options_;
  const Log* log_;
  Hook& hook_;
  Measurements& measurements_;
  JobQueue queue_;
  std::unique_ptr<Connection> connection_;
  std::chrono::steady_clock::time_point next_connect_;
  std::atomic<int> server_process_ = 0;
  std::atomic<int> node_ = 0;
  std::mutex gather_mutex_;
  Database::GatherHook gather_;
  // Of the last attempt: why it failed, at which job, and whether it may be committed all the same.
  std::exception_ptr failure_;
  std::size_t failed_at_ = 0;
  bool is_outcome_unknown_ = false;
  std::uint32_t unreported_ = 0;  // touched and committed, but the hook has not succeeded
  std::thread thread_;            // last: it uses the others
};

}  // namespace latchkey::db::postgres
