// The threads that read, each with a connection of its own and a consistent view for each read.
#pragma once

#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

#include "db/job_queue.hpp"
#include "db/sqlite/connection.hpp"

namespace latchkey::db::sqlite {

class Readers {
 public:
  // The measurements must live longer.
  Readers(const std::filesystem::path& file, int count, std::size_t capacity,
          Measurements& measurements);
  // Finishes what was queued.
  ~Readers();
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  // Both from any thread.
  void submit(Database::Work work, Database::Done done);
  [[nodiscard]] std::size_t backlog() const { return queue_.size(); }

 private:
  void serve(std::unique_ptr<Connection> connection);
  void run(std::unique_ptr<Connection>& connection, Job& job);
  [[nodiscard]] std::unique_ptr<Connection> open() const;

  const std::filesystem::path file_;
  Measurements& measurements_;
  JobQueue queue_;
  std::vector<std::jthread> threads_;
};

}  // namespace latchkey::db::sqlite
