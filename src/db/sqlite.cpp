#include "db/sqlite.hpp"

#include <spdlog/fmt/fmt.h>
#include <stdexcept>

#include "db/sqlite/checkpointer.hpp"
#include "db/sqlite/claim.hpp"
#include "db/sqlite/gate.hpp"
#include "db/sqlite/readers.hpp"
#include "db/sqlite/writer.hpp"

namespace latchkey::db {

namespace {

// Members end in reverse order: reads, then writes, then the checkpoint that empties the log.
class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const SqliteOptions& options)
      : claim_(options.file),
        checkpointer_(prepare(options.file), gate_, options.log),
        writer_(options, gate_, checkpointer_, measurements_),
        readers_(sqlite::readers(options.file, options.readers), options.max_queued_reads,
                 measurements_.reads) {}

  void submit_read(Work work, Done done) override {
    readers_.submit(std::move(work), std::move(done));
  }
  void submit_write(Work work, Done done) override {
    writer_.submit(std::move(work), std::move(done));
  }
  [[nodiscard]] bool gather_read(Work work, Done done) override {
    return readers_.gather(std::move(work), std::move(done));
  }
  [[nodiscard]] bool gather_write(Work work, Done done) override {
    return writer_.gather(std::move(work), std::move(done));
  }
  void begin_gathered() override {
    readers_.begin_gathered();
    writer_.begin_gathered();
  }
  void on_commit(CommitHook hook) override { writer_.on_commit(std::move(hook)); }
  void before_commit(const GatherHook& hook) override { writer_.before_commit(hook); }
  [[nodiscard]] const Measurements& measurements() const override { return measurements_; }
  [[nodiscard]] Backlog backlog() const override {
    return {.reads = readers_.backlog(), .writes = writer_.backlog()};
  }

 private:
  static std::filesystem::path prepare(const std::filesystem::path& file) {
    sqlite::create_private(file);
    return file;
  }

  Measurements measurements_;
  sqlite::Claim claim_;
  sqlite::Gate gate_;
  sqlite::Checkpointer checkpointer_;
  sqlite::Writer writer_;
  JobThreads readers_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const SqliteOptions& options) {
  try {
    return std::make_unique<SqliteDatabase>(options);
  } catch (const std::exception& error) {
    throw std::runtime_error(
        fmt::format("cannot open the database {}: {}", options.file.string(), error.what()));
  }
}

}  // namespace latchkey::db
