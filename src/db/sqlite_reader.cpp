#include "db/sqlite_reader.hpp"

#include <spdlog/fmt/fmt.h>
#include <stdexcept>

#include "db/migrations.hpp"
#include "db/sqlite/readers.hpp"

namespace latchkey::db {

namespace {

constexpr std::size_t most_waiting = 16;

class SqliteReader final : public Database {
 public:
  explicit SqliteReader(const std::filesystem::path& file)
      : readers_(sqlite::readers(file, 1), most_waiting, measurements_.reads) {}

  void submit_read(Work work, Done done) override {
    readers_.submit(std::move(work), std::move(done));
  }
  void submit_write(Work, Done) override { throw_no_writes(); }
  void on_commit(CommitHook) override { throw_no_writes(); }
  [[nodiscard]] const Measurements& measurements() const override { return measurements_; }
  [[nodiscard]] Backlog backlog() const override { return {.reads = readers_.backlog()}; }

 private:
  [[noreturn]] static void throw_no_writes() {
    throw std::logic_error("the database is open for reading only");
  }

  Measurements measurements_;
  JobThreads readers_;
};

void check_version(Database& database) {
  const auto version = database.read_now([](Transaction& tx) {
    return tx
        .one("SELECT max(number) FROM schema_migrations", {},
             [](const Row& row) { return row.integer(0); })
        .value();
  });
  const auto known = std::ssize(migrations());
  if (version != known)
    throw std::runtime_error(
        fmt::format("it has schema version {}, this program reads {}: {}", version, known,
                    version < known ? "start the server once, which brings it up to date"
                                    : "use the program that the server is run with"));
}

}  // namespace

std::unique_ptr<Database> open_sqlite_reader(const std::filesystem::path& file) {
  try {
    auto database = std::make_unique<SqliteReader>(file);
    check_version(*database);
    return database;
  } catch (const std::exception& error) {
    throw std::runtime_error(
        fmt::format("cannot read the database {}: {}", file.string(), error.what()));
  }
}

}  // namespace latchkey::db
