#include "db/postgres/readers.hpp"

#include <memory>

#include "db/postgres/connection.hpp"

namespace latchkey::db::postgres {

namespace {

class Reader {
 public:
  Reader(ConnectionOptions options, const Writer& writer)
      : options_(std::move(options)),
        writer_(writer),
        connection_(std::make_unique<Connection>(options_)) {}

  // A connection may have been lost long ago, and only its use tells: then once more.
  void operator()(Job& job) {
    const bool was_connected = connection_ != nullptr;
    attempt(job);
    if (job.error && !connection_ && was_connected) {
      job.error = nullptr;
      attempt(job);
    }
  }

 private:
  void attempt(Job& job) {
    try {
      if (!connection_)
        connection_ = std::make_unique<Connection>(options_);
      connection_->begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      PostgresTransaction tx(*connection_, writer_.node());
      job.work(tx);
      connection_->commit();
    } catch (...) {
      job.error = std::current_exception();
      if (connection_ && !connection_->roll_back())
        connection_.reset();
    }
  }

  ConnectionOptions options_;
  const Writer& writer_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace

std::vector<JobThreads::Settle> readers(const PostgresOptions& options, const Writer& writer) {
  std::vector<JobThreads::Settle> made;
  for (int index = 0; index < options.readers; ++index)
    made.emplace_back(
        Reader({.url = options.url, .answer_timeout = options.answer_timeout}, writer));
  return made;
}

}  // namespace latchkey::db::postgres
