#include "db/postgres/readers.hpp"

namespace latchkey::db::postgres {

Readers::Readers(const PostgresOptions& options, const Writer& writer, Measurements& measurements)
    : options_{.url = options.url, .answer_timeout = options.answer_timeout},
      writer_(writer),
      measurements_(measurements),
      queue_(options.max_queued_reads) {
  std::vector<std::unique_ptr<Connection>> connections;
  connections.reserve(static_cast<std::size_t>(options.readers));
  for (int index = 0; index < options.readers; ++index)
    connections.push_back(std::make_unique<Connection>(options_));
  for (auto& connection : connections)
    threads_.emplace_back(
        [this, mine = std::move(connection)]() mutable { serve(std::move(mine)); });
}

Readers::~Readers() {
  queue_.close();
  threads_.clear();
}

void Readers::submit(Database::Work work, Database::Done done) {
  queue_.push(std::move(work), std::move(done));
}

void Readers::serve(std::unique_ptr<Connection> connection) {
  std::vector<Job> jobs;
  while (queue_.take(jobs, 1)) {
    settle(connection, jobs.front());
    jobs.front().work = nullptr;
    answer(jobs.front(), measurements_.reads);
    jobs.clear();
  }
}

// A connection may have been lost long ago, and only its use tells.
void Readers::settle(std::unique_ptr<Connection>& connection, Job& job) {
  const bool was_connected = connection != nullptr;
  attempt(connection, job);
  if (job.error && !connection && was_connected) {
    job.error = nullptr;
    attempt(connection, job);
  }
}

void Readers::attempt(std::unique_ptr<Connection>& connection, Job& job) {
  try {
    if (!connection)
      connection = std::make_unique<Connection>(options_);
    connection->begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    PostgresTransaction tx(*connection, writer_.node());
    job.work(tx);
    connection->commit();
  } catch (...) {
    job.error = std::current_exception();
    if (connection && !connection->roll_back())
      connection.reset();
  }
}

}  // namespace latchkey::db::postgres
