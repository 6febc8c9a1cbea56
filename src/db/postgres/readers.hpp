// The threads that read, each with a connection of its own and a consistent view for each read.
#pragma once

#include <memory>
#include <thread>
#include <vector>

#include "db/job_queue.hpp"
#include "db/postgres.hpp"
#include "db/postgres/connection.hpp"
#include "db/postgres/writer.hpp"

namespace latchkey::db::postgres {

class Readers {
 public:
  // What it is given must live longer.
  Readers(const PostgresOptions& options, const Writer& writer, Measurements& measurements);
  // Finishes what was queued.
  ~Readers();
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  // Both from any thread.
  void submit(Database::Work work, Database::Done done);
  [[nodiscard]] std::size_t backlog() const { return queue_.size(); }

 private:
  void serve(std::unique_ptr<Connection> connection);
  void settle(std::unique_ptr<Connection>& connection, Job& job);
  void attempt(std::unique_ptr<Connection>& connection, Job& job);

  const ConnectionOptions options_;
  const Writer& writer_;
  Measurements& measurements_;
  JobQueue queue_;
  std::vector<std::jthread> threads_;
};

}  // namespace latchkey::db::postgres
