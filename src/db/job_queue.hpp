// The bounded queue between whoever submits work and the threads that run it.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "db/database.hpp"

namespace latchkey::db {

struct Job {
  Database::Work work;
  Database::Done done;
  std::exception_ptr error = nullptr;
  std::uint32_t touched = 0;
  std::uint32_t tallied = 0;
  std::chrono::steady_clock::time_point submitted = std::chrono::steady_clock::now();
};

// Answers a job that has been run, and counts how long that took since its submission.
inline void answer(Job& job, metrics::DurationHistogram& durations) {
  durations.observe(std::chrono::steady_clock::now() - job.submitted);
  job.done(std::move(job.error));
}

// Thread-safe.
class JobQueue {
 public:
  explicit JobQueue(std::size_t capacity) : capacity_(capacity) {}

  // A full queue answers with Unavailable on the caller's thread.
  void push(Database::Work work, Database::Done done) {
    if (add(std::move(work), std::move(done)))
      arrived_.notify_one();
  }

  // The same, but whoever waits for work hears of it by wake(), which each who gathers calls: one
  // thread may come to it long before another. False where the queue is full.
  bool gather(Database::Work work, Database::Done done) {
    const bool is_added = add(std::move(work), std::move(done));
    if (is_added)
      ++gathered_;
    return is_added;
  }
  void wake() {
    if (const auto jobs = gathered_.exchange(0); jobs == 1)
      arrived_.notify_one();
    else if (jobs > 1)
      arrived_.notify_all();
  }

  // Moves up to limit jobs, oldest first, into jobs. Waits for the first one, or for patience.
  // False once the queue is closed and empty.
  bool take(std::vector<Job>& jobs, std::size_t limit,
            std::optional<std::chrono::milliseconds> patience = std::nullopt) {
    std::unique_lock lock(mutex_);
    const auto is_due = [this] { return is_closed_ || !jobs_.empty(); };
    if (patience)
      arrived_.wait_for(lock, *patience, is_due);
    else
      arrived_.wait(lock, is_due);
    if (is_closed_ && jobs_.empty())
      return false;
    for (; !jobs_.empty() && jobs.size() < limit; jobs_.pop_front())
      jobs.push_back(std::move(jobs_.front()));
    return true;
  }

  [[nodiscard]] std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return jobs_.size();
  }

  // What is queued is still handed out; nothing may be pushed any more.
  void close() {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    arrived_.notify_all();
  }

 private:
  bool add(Database::Work work, Database::Done done) {
    {
      const std::lock_guard lock(mutex_);
      if (jobs_.size() < capacity_) {
        jobs_.push_back({std::move(work), std::move(done)});
        return true;
      }
    }
    done(std::make_exception_ptr(Unavailable("too much database work is waiting")));
    return false;
  }

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Job> jobs_;
  std::atomic<std::size_t> gathered_ = 0;  // since the last wake()
  bool is_closed_ = false;
};

}  // namespace latchkey::db
