// Threads that take jobs from one queue, each with what it alone uses, such as a connection.
#pragma once

#include <functional>
#include <thread>
#include <vector>

#include "base/thread_manners.hpp"
#include "db/job_queue.hpp"

namespace latchkey::db {

class JobThreads {
 public:
  // Runs a job's work and sets its error.
  using Settle = std::move_only_function<void(Job&)>;

  // A thread for each. The durations of the jobs go to a histogram that must live longer.
  JobThreads(std::vector<Settle> settlers, std::size_t capacity,
             metrics::DurationHistogram& durations)
      : durations_(durations), queue_(capacity) {
    for (auto& settle : settlers)
      threads_.emplace_back([this, settle = std::move(settle)]() mutable { serve(settle); });
  }
  // Finishes what was queued.
  ~JobThreads() {
    queue_.close();
    threads_.clear();
  }
  JobThreads(const JobThreads&) = delete;
  JobThreads& operator=(const JobThreads&) = delete;

  // From any thread.
  void submit(Database::Work work, Database::Done done) {
    queue_.push(std::move(work), std::move(done));
  }
  // As Database::gather_read() and begin_gathered().
  bool gather(Database::Work work, Database::Done done) {
    return queue_.gather(std::move(work), std::move(done));
  }
  void begin_gathered() { queue_.wake(); }
  [[nodiscard]] std::size_t backlog() const { return queue_.size(); }

 private:
  void serve(Settle& settle) {
    name_thread("database-read");
    std::vector<Job> jobs;
    while (queue_.take(jobs, 1)) {
      settle(jobs.front());
      jobs.front().work = nullptr;
      answer(jobs.front(), durations_);
      jobs.clear();
    }
  }

  metrics::DurationHistogram& durations_;
  JobQueue queue_;
  std::vector<std::jthread> threads_;  // last: they use the others
};

}  // namespace latchkey::db
