#include "db/sqlite/checkpointer.hpp"

#include <algorithm>

#include "base/thread_manners.hpp"

namespace latchkey::db::sqlite {

namespace {

// In pages of 4 KiB.
constexpr int checkpoint_every = 1'024;
constexpr int restart_beyond = 4'096;
constexpr int restart_urgently_beyond = 32'768;

constexpr int patience_milliseconds = 20;
constexpr int urgent_patience_milliseconds = 500;
constexpr int closing_patience_milliseconds = 1'000;

}  // namespace

Checkpointer::Checkpointer(const std::filesystem::path& file, Gate& gate, const Log* log)
    : gate_(gate),
      log_(log),
      connection_({.file = file,
                   .access = Access::writes,
                   .cache_kib = 64,
                   .busy_timeout_milliseconds = patience_milliseconds}),
      thread_([this] { serve(); }) {}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
    changed_.notify_all();
  }
  thread_.join();
  checkpoint(SQLITE_CHECKPOINT_TRUNCATE, closing_patience_milliseconds);
}

void Checkpointer::log_grew(int pages) {
  const std::lock_guard lock(mutex_);
  pages_ = pages;
  handled_ = std::min(handled_, pages);
  if (pages_ - handled_ >= checkpoint_every)
    changed_.notify_all();
}

bool Checkpointer::wait_until_due() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_stopping_ || pages_ - handled_ >= checkpoint_every; });
  handled_ = pages_;
  return !is_stopping_;
}

void Checkpointer::serve() {
  name_thread("checkpoint");
  let_others_finish();
  while (wait_until_due()) {
    const int length = checkpoint(SQLITE_CHECKPOINT_PASSIVE, 0);
    if (length < restart_beyond)
      continue;
    const bool is_urgent = length >= restart_urgently_beyond;
    const Gate::Closure closed(gate_);
    checkpoint(SQLITE_CHECKPOINT_RESTART,
               is_urgent ? urgent_patience_milliseconds : patience_milliseconds);
  }
}

// The length of the log in pages, 0 where that is unknown. A failure loses nothing: the log keeps
// what was not moved, and the next checkpoint starts there.
int Checkpointer::checkpoint(int mode, int busy_timeout_milliseconds) {
  int length = 0;
  int moved = 0;
  sqlite3_busy_timeout(connection_.handle(), busy_timeout_milliseconds);
  const int result = sqlite3_wal_checkpoint_v2(connection_.handle(), "main", mode, &length, &moved);
  if (result != SQLITE_OK && result != SQLITE_BUSY && log_ != nullptr)
    log_->error("checkpoint_failed", {{"error", sqlite3_errmsg(connection_.handle())}});
  return std::max(length, 0);
}

}  // namespace latchkey::db::sqlite
