#include "db/postgres/writer.hpp"

#include <algorithm>
#include <array>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>

#include "base/thread_manners.hpp"
#include "db/postgres/error.hpp"

namespace latchkey::db::postgres {

namespace {

constexpr std::size_t max_batch = 256;
constexpr int max_attempts = 5;
constexpr std::int64_t max_nodes = 4'096;
constexpr std::chrono::milliseconds hook_retry_interval(1'000);
constexpr std::chrono::milliseconds connect_retry_interval(200);

void fail(std::span<Job> jobs, const std::exception_ptr& failure) {
  for (Job& job : jobs) {
    job.error = failure;
    job.touched = 0;
    job.tallied = 0;
  }
}

enum class Blame { conflict, constraint, other };

Blame blame_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const Conflict& conflict) {
    return conflict.violates_constraint ? Blame::constraint : Blame::conflict;
  } catch (...) {
    return Blame::other;
  }
}

std::exception_ptr as_own_fault(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return std::make_exception_ptr(std::logic_error(error.what()));
  }
}

}  // namespace

Writer::Writer(const PostgresOptions& options, Hook& hook, Measurements& measurements)
    : options_{.url = options.url, .answer_timeout = options.answer_timeout},
      log_(options.log),
      hook_(hook),
      measurements_(measurements),
      queue_(options.max_queued_writes),
      thread_([this] { serve(); }) {}

Writer::~Writer() {
  queue_.close();
  thread_.join();
}

void Writer::submit(Database::Work work, Database::Done done) {
  queue_.push(std::move(work), std::move(done));
}

void Writer::serve() {
  name_thread("database-write");
  std::vector<Job> batch;
  const auto patience = [this] {
    return unreported_ != 0 ? std::optional(hook_retry_interval) : std::nullopt;
  };
  while (queue_.take(batch, max_batch, patience())) {
    settle(batch);
    run_hook(batch);
    for (Job& job : batch) {
      job.work = nullptr;
      measurements_.tallied.add(job.tallied);
    }
    for (Job& job : batch) answer(job, measurements_.writes);
    batch.clear();
  }
}

// A transaction that is lost with its connection is tried once more: one that broke while nobody
// used it shows only now.
void Writer::settle(std::span<Job> jobs) {
  if (jobs.empty())
    return;
  if (jobs.size() == 1)
    return settle_alone(jobs.front());
  bool is_committed = commit(jobs, Company::shared);
  if (!is_committed && !connection_ && !is_outcome_unknown_)
    is_committed = commit(jobs, Company::shared);
  if (is_committed)
    return;
  if (!connection_)
    return fail(jobs, failure_);
  const auto at = std::min(failed_at_, jobs.size() - 1);
  settle(jobs.first(at));
  settle_alone(jobs[at]);
  settle(jobs.subspan(at + 1));
}

void Writer::settle_alone(Job& job) {
  bool was_lost = false;
  bool was_violated = false;
  for (int attempts = 1; attempts <= max_attempts; ++attempts) {
    if (commit({&job, 1}, Company::alone))
      return;
    if (is_outcome_unknown_ || (!connection_ && std::exchange(was_lost, true)))
      break;
    const Blame blame = blame_of(failure_);
    if (blame == Blame::constraint && std::exchange(was_violated, true)) {
      failure_ = as_own_fault(failure_);
      break;
    }
    if (blame == Blame::other && connection_)
      break;
  }
  fail({&job, 1}, failure_);
}

// False where it failed; then the transaction is over, and without a connection all of them would
// fail.
bool Writer::commit(std::span<Job> jobs, Company company) {
  is_outcome_unknown_ = false;
  failed_at_ = 0;
  try {
    attempt(jobs, company);
    return true;
  } catch (...) {
    failure_ = std::current_exception();
    if (connection_) {
      failed_at_ = connection_->failed_part().value_or(failed_at_);
      if (!connection_->roll_back())
        disconnect();
    }
    is_outcome_unknown_ = is_outcome_unknown_ && !connection_;
    return false;
  }
}

void Writer::attempt(std::span<Job> jobs, Company company) {
  connect();
  connection_->begin("BEGIN ISOLATION LEVEL READ COMMITTED");
  if (company == Company::alone)
    connection_->command(options_.answer_timeout ? "SET LOCAL lock_timeout = '2s'"
                                                 : "SET LOCAL lock_timeout = 0");
  run_parts(jobs);
  is_outcome_unknown_ = true;
  connection_->commit();
}

void Writer::run_parts(std::span<Job> jobs) {
  const std::lock_guard lock(gather_mutex_);
  Leavings leavings;
  std::uint32_t touched = 0;
  for (; failed_at_ < jobs.size(); ++failed_at_) {
    Job& job = jobs[failed_at_];
    connection_->begin_part(failed_at_);
    PostgresTransaction tx(*connection_, node_, gather_ ? &leavings : nullptr);
    job.work(tx);
    job.touched = tx.touched();
    job.tallied = tx.tallied();
    touched |= job.touched;
  }
  if (!leavings.empty()) {
    PostgresTransaction tx(*connection_, node_);
    gather_(tx, std::move(leavings));
  }
  if (touched != 0)
    connection_->post("SELECT pg_notify($1, $2)",
                      std::array{Value(channel), Value(std::string_view(std::to_string(touched)))});
}

void Writer::before_commit(Database::GatherHook hook) {
  const std::lock_guard lock(gather_mutex_);
  gather_ = std::move(hook);
}

void Writer::connect() {
  if (connection_)
    return;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_connect_)
    throw Unavailable("the database could not be reached a moment ago");
  next_connect_ = now + connect_retry_interval;
  connection_ = std::make_unique<Connection>(options_);
  next_connect_ = {};
  node_ = claim_node();
  server_process_ = connection_->server_process();
}

void Writer::disconnect() {
  connection_.reset();
  server_process_ = 0;
}

// Held as long as the connection is. The number of before, if it is free, else the lowest that is.
int Writer::claim_node() {
  const auto is_free = [this](std::int64_t number) {
    bool is_claimed = false;
    connection_->run("SELECT pg_try_advisory_lock(CAST($1 AS INTEGER), CAST($2 AS INTEGER))",
                     std::array{Value(node_locks), Value(number)},
                     [&](const Row& row) { is_claimed = row.integer(0) != 0; });
    return is_claimed;
  };
  if (is_free(node_))
    return node_;
  for (std::int64_t number = 0; number < max_nodes; ++number)
    if (number != node_ && is_free(number))
      return static_cast<int>(number);
  throw Unavailable("too many nodes use the database");
}

void Writer::run_hook(std::span<Job> jobs) {
  for (const Job& job : jobs) unreported_ |= job.touched;
  if (unreported_ == 0)
    return;
  try {
    connect();
    hook_.run(*connection_, node_, unreported_);
    unreported_ = 0;
  } catch (const std::exception& failure) {
    if (connection_ && !connection_->roll_back())
      disconnect();
    report_hook(jobs, failure);
  }
}

// What they did is durable, but what is derived from it in memory is not of now.
void Writer::report_hook(std::span<Job> jobs, const std::exception& failure) const {
  for (Job& job : jobs)
    if (job.touched != 0)
      job.error = std::make_exception_ptr(Unavailable(failure.what()));
  if (log_ != nullptr)
    log_->error("commit_hook_failed", {{"error", failure.what()}});
}

}  // namespace latchkey::db::postgres
