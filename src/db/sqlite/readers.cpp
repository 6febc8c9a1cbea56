#include "db/sqlite/readers.hpp"

#include <memory>

#include "db/sqlite/connection.hpp"

namespace latchkey::db::sqlite {

namespace {

constexpr int cache_kib = 1'024;
constexpr int busy_timeout_milliseconds = 10'000;

class Reader {
 public:
  explicit Reader(std::filesystem::path file) : file_(std::move(file)), connection_(open()) {}

  // A connection that has failed is replaced at the next read.
  void operator()(Job& job) {
    try {
      if (!connection_)
        connection_ = open();
      connection_->execute("BEGIN");
      SqliteTransaction tx(*connection_);
      job.work(tx);
      connection_->execute("COMMIT");
    } catch (const Unavailable&) {
      job.error = std::current_exception();
      connection_.reset();
    } catch (...) {
      job.error = std::current_exception();
      if (connection_ && !connection_->roll_back())
        connection_.reset();
    }
  }

 private:
  [[nodiscard]] std::unique_ptr<Connection> open() const {
    return std::make_unique<Connection>(
        ConnectionOptions{.file = file_,
                          .access = Access::reads,
                          .cache_kib = cache_kib,
                          .busy_timeout_milliseconds = busy_timeout_milliseconds});
  }

  std::filesystem::path file_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace

std::vector<JobThreads::Settle> readers(const std::filesystem::path& file, int count) {
  std::vector<JobThreads::Settle> made;
  for (int index = 0; index < count; ++index) made.emplace_back(Reader(file));
  return made;
}

}  // namespace latchkey::db::sqlite
