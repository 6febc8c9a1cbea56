#include "db/sqlite/writer.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/thread_manners.hpp"

namespace latchkey::db::sqlite {

namespace {

constexpr std::size_t max_batch = 512;
constexpr int cache_kib = 4'096;
constexpr std::chrono::milliseconds hook_retry_interval(1'000);

void fail(std::span<Job> jobs, const std::string& reason) {
  for (Job& job : jobs)
    if (!job.error)
      job.error = std::make_exception_ptr(Unavailable(reason));
}

void fail_undone(std::span<Job> jobs, const std::string& reason) {
  for (Job& job : jobs) job.tallied = 0;
  fail(jobs, reason);
}

}  // namespace

Writer::Writer(const SqliteOptions& options, Gate& gate, Checkpointer& checkpointer,
               Measurements& measurements)
    : options_(options),
      gate_(gate),
      checkpointer_(checkpointer),
      measurements_(measurements),
      queue_(options.max_queued_writes) {
  reopen();
  thread_ = std::thread([this] { serve(); });
}

Writer::~Writer() {
  queue_.close();
  thread_.join();
}

void Writer::submit(Database::Work work, Database::Done done) {
  queue_.push(std::move(work), std::move(done));
}

bool Writer::gather(Database::Work work, Database::Done done) {
  return queue_.gather(std::move(work), std::move(done));
}

void Writer::on_commit(Database::CommitHook hook) {
  const std::lock_guard lock(hook_mutex_);
  hook_ = std::move(hook);
}

void Writer::before_commit(Database::GatherHook hook) {
  const std::lock_guard lock(hook_mutex_);
  gather_ = std::move(hook);
}

void Writer::reopen() {
  connection_.reset();
  connection_ = std::make_unique<Connection>(ConnectionOptions{
      .file = options_.file,
      .access = Access::writes,
      .cache_kib = cache_kib,
      .busy_timeout_milliseconds = static_cast<int>(options_.busy_timeout.count())});
  sqlite3_wal_hook(
      connection_->handle(),
      [](void* checkpointer, sqlite3*, const char*, int pages) {
        static_cast<Checkpointer*>(checkpointer)->log_grew(pages);
        return SQLITE_OK;
      },
      &checkpointer_);
}

void Writer::serve() {
  name_thread("database-write");
  std::vector<Job> batch;
  const auto patience = [this] {
    return unreported_ != 0 ? std::optional(hook_retry_interval) : std::nullopt;
  };
  while (queue_.take(batch, max_batch, patience())) {
    std::span<Job> left = batch;
    do {
      const auto settled = left.first(commit_some(left));
      run_hook(settled);
      answer_all(settled);
      left = left.subspan(settled.size());
    } while (!left.empty());
    batch.clear();
  }
}

std::size_t Writer::commit_some(std::span<Job> jobs) {
  if (jobs.empty())
    return 0;
  std::size_t attempted = 0;
  bool is_gathering = false;
  try {
    const Gate::Pass pass(gate_);
    const std::lock_guard lock(hook_mutex_);
    Leavings leavings;
    begin();
    bool is_open = true;
    while (is_open && attempted < jobs.size()) is_open = attempt(jobs[attempted++], leavings);
    if (!is_open)
      throw Unavailable("the transaction was undone by an error in work that shared it");
    is_gathering = true;
    gather(std::move(leavings));
    is_gathering = false;
    connection_->execute("COMMIT");
    return attempted;
  } catch (const std::exception& failure) {
    if (connection_ && !connection_->roll_back())
      connection_.reset();
    const auto settled = attempted == 0 ? jobs : jobs.first(attempted);
    if (is_gathering && settled.size() > 1)
      commit_each(settled);
    else
      fail_undone(settled, failure.what());
    return settled.size();
  }
}

// So that nobody fails for what another left.
void Writer::commit_each(std::span<Job> jobs) {
  for (Job& job : jobs)
    if (!job.error)
      commit_some({&job, 1});
}

// A connection that cannot even begin is replaced, once; but not for another process's lock, which
// has been waited for.
void Writer::begin() {
  constexpr std::string_view sql = "BEGIN IMMEDIATE";
  if (connection_) {
    try {
      connection_->execute(sql);
      return;
    } catch (const Unavailable&) {
      if (connection_->is_busy())
        throw;
      connection_.reset();
    }
  }
  reopen();
  connection_->execute(sql);
}

// Runs one job within the open transaction. False when that transaction is lost.
bool Writer::attempt(Job& job, Leavings& leavings) {
  SqliteTransaction tx(*connection_, gather_ ? &leavings : nullptr);
  try {
    job.work(tx);
    tx.finish();
    job.touched = tx.touched();
    job.tallied = tx.tallied();
    return true;
  } catch (...) {
    job.error = std::current_exception();
    return tx.undo();
  }
}

void Writer::gather(Leavings leavings) {
  if (leavings.empty())
    return;
  SqliteTransaction tx(*connection_);
  gather_(tx, std::move(leavings));
}

void Writer::run_hook(std::span<Job> jobs) {
  for (const Job& job : jobs)
    if (!job.error)
      unreported_ |= job.touched;
  if (unreported_ == 0)
    return;
  const std::lock_guard lock(hook_mutex_);
  try {
    if (hook_) {
      connection_->execute("BEGIN");
      SqliteTransaction tx(*connection_);
      hook_(tx, unreported_);
      connection_->execute("COMMIT");
    }
    unreported_ = 0;
  } catch (const std::exception& failure) {
    if (connection_ && !connection_->roll_back())
      connection_.reset();
    for (Job& job : jobs)
      if (job.touched != 0)
        fail({&job, 1}, failure.what());
    if (options_.log != nullptr)
      options_.log->error("commit_hook_failed", {{"error", failure.what()}});
  }
}

// What was tallied counts before anyone hears of it. A job that failed by its hook alone is
// durable.
void Writer::answer_all(std::span<Job> jobs) {
  for (Job& job : jobs) {
    job.work = nullptr;
    measurements_.tallied.add(job.tallied);
  }
  for (Job& job : jobs) answer(job, measurements_.writes);
}

}  // namespace latchkey::db::sqlite
