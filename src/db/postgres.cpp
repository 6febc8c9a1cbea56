#include "db/postgres.hpp"

#include <spdlog/fmt/fmt.h>
#include <stdexcept>

#include "db/postgres/commit_hook.hpp"
#include "db/postgres/listener.hpp"
#include "db/postgres/readers.hpp"
#include "db/postgres/settings.hpp"
#include "db/postgres/writer.hpp"

namespace latchkey::db {

namespace {

// Members end in reverse order: the listener, reads, then writes.
class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(const PostgresOptions& options)
      : options_(options),
        writer_(options, hook_, measurements_),
        readers_(postgres::readers(options, writer_), options.max_queued_reads,
                 measurements_.reads) {}

  void submit_read(Work work, Done done) override {
    readers_.submit(std::move(work), std::move(done));
  }
  void submit_write(Work work, Done done) override {
    writer_.submit(std::move(work), std::move(done));
  }
  void on_commit(CommitHook hook) override {
    hook_.set(std::move(hook));
    if (!listener_)
      listener_.emplace(options_, hook_, writer_);
  }
  void before_commit(const GatherHook& hook) override { writer_.before_commit(hook); }
  [[nodiscard]] bool is_current() const override { return !listener_ || listener_->is_current(); }
  [[nodiscard]] const Measurements& measurements() const override { return measurements_; }
  [[nodiscard]] Backlog backlog() const override {
    return {.reads = readers_.backlog(), .writes = writer_.backlog()};
  }

 private:
  const PostgresOptions options_;
  Measurements measurements_;
  postgres::Hook hook_;
  postgres::Writer writer_;
  JobThreads readers_;
  std::optional<postgres::Listener> listener_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const PostgresOptions& options) {
  const auto shown = postgres::without_password(options.url);
  try {
    return std::make_unique<PostgresDatabase>(options);
  } catch (const std::exception& error) {
    throw std::runtime_error(fmt::format("cannot open the database {}: {}", shown, error.what()));
  }
}

std::int64_t count_nodes(Database& database) {
  return database.read_now([](Transaction& tx) {
    return tx
        .one(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            {postgres::node_locks}, [](const Row& row) { return row.integer(0); })
        .value();
  });
}

bool is_postgres_url(std::string_view text) {
  return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

}  // namespace latchkey::db
