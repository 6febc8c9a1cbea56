#include "db/sqlite/readers.hpp"

namespace latchkey::db::sqlite {

namespace {

constexpr int cache_kib = 1'024;
constexpr int busy_timeout_milliseconds = 10'000;

}  // namespace

Readers::Readers(const std::filesystem::path& file, int count, std::size_t capacity,
                 Measurements& measurements)
    : file_(file), measurements_(measurements), queue_(capacity) {
  std::vector<std::unique_ptr<Connection>> connections;
  connections.reserve(static_cast<std::size_t>(count));
  for (int index = 0; index < count; ++index) connections.push_back(open());
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

std::unique_ptr<Connection> Readers::open() const {
  return std::make_unique<Connection>(
      ConnectionOptions{.file = file_,
                        .access = Access::reads,
                        .cache_kib = cache_kib,
                        .busy_timeout_milliseconds = busy_timeout_milliseconds});
}

void Readers::serve(std::unique_ptr<Connection> connection) {
  std::vector<Job> jobs;
  while (queue_.take(jobs, 1)) {
    run(connection, jobs.front());
    answer(jobs.front(), measurements_.reads);
    jobs.clear();
  }
}

// A connection that has failed is replaced at the next read.
void Readers::run(std::unique_ptr<Connection>& connection, Job& job) {
  try {
    if (!connection)
      connection = open();
    connection->execute("BEGIN");
    SqliteTransaction tx(*connection);
    job.work(tx);
    connection->execute("COMMIT");
  } catch (const Unavailable&) {
    job.error = std::current_exception();
    connection.reset();
  } catch (...) {
    job.error = std::current_exception();
    if (connection && !connection->roll_back())
      connection.reset();
  }
  job.work = nullptr;
}

}  // namespace latchkey::db::sqlite
