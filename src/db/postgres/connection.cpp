#include "db/postgres/connection.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <poll.h>
#include <spdlog/fmt/fmt.h>

#include "db/postgres/error.hpp"
#include "db/postgres/settings.hpp"

namespace latchkey::db::postgres {

namespace {

constexpr std::size_t max_kept_statements = 256;
constexpr std::size_t max_unsettled = 500;
constexpr int text_format = 0;
constexpr int binary_format = 1;

using Clock = std::chrono::steady_clock;

}  // namespace

// Parameters as libpq takes them: numbers as text, texts as they are, which needs no terminator.
class Connection::Bound {
 public:
  explicit Bound(Transaction::Parameters parameters) : numbers_(parameters.size()) {
    for (std::size_t index = 0; index < parameters.size(); ++index)
      bind(parameters[index], numbers_[index]);
  }

  [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
  [[nodiscard]] const char* const* values() const { return values_.data(); }
  [[nodiscard]] const int* lengths() const { return lengths_.data(); }
  [[nodiscard]] const int* formats() const { return formats_.data(); }

 private:
  using Number = std::array<char, 24>;

  void bind(const Value& value, Number& digits) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      *std::to_chars(digits.data(), digits.data() + digits.size() - 1, *number).ptr = '\0';
      add(digits.data(), 0, text_format);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      add(text->data() == nullptr ? "" : text->data(), static_cast<int>(text->size()),
          binary_format);
    } else {
      add(nullptr, 0, text_format);
    }
  }
  void add(const char* value, int length, int format) {
    values_.push_back(value);
    lengths_.push_back(length);
    formats_.push_back(format);
  }

  std::vector<Number> numbers_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

class Connection::ResultRow final : public Row {
 public:
  ResultRow(const PGresult* result, int row) : result_(result), row_(row) {}

  [[nodiscard]] bool is_null(int column) const override {
    return PQgetisnull(result_, row_, column) != 0;
  }
  [[nodiscard]] std::int64_t integer(int column) const override {
    const auto digits = text(column);
    if (digits == "t")
      return 1;
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  }
  [[nodiscard]] std::string_view text(int column) const override {
    return {PQgetvalue(result_, row_, column),
            static_cast<std::size_t>(PQgetlength(result_, row_, column))};
  }

 private:
  const PGresult* result_;
  int row_;
};

Connection::Connection(const ConnectionOptions& options)
    : options_(options), handle_(connect(options.url)) {
  if (PQenterPipelineMode(handle_.get()) != 1)
    throw_lost(handle_.get(), "cannot enter pipeline mode");
  for (const auto statement : session_settings) command(std::string(statement));
  if (options_.answer_timeout)
    command(fmt::format("SET statement_timeout = {}", options_.answer_timeout->count()));
  settle();
}

const std::string& Connection::prepare(std::string_view sql) {
  if (const auto found = names_.find(sql); found != names_.end())
    return found->second;
  if (names_.size() >= max_kept_statements) {
    command("DEALLOCATE ALL");
    names_.clear();
  }
  auto name = fmt::format("s{}", ++last_name_);
  const std::string text(sql);
  if (PQsendPrepare(handle_.get(), name.c_str(), text.c_str(), 0, nullptr) != 1)
    lose("cannot send a statement");
  sent(sql, true);
  return names_.emplace(text, std::move(name)).first->second;
}

void Connection::sent(std::string_view sql, bool prepares) {
  sent_.push_back({.sql = std::string(sql), .prepares = prepares, .part = part_});
}

// Answers are read from time to time, so that neither side fills the other's buffers.
void Connection::post(std::string_view sql, Transaction::Parameters parameters) {
  if (sent_.size() >= max_unsettled)
    settle();
  const auto& name = prepare(sql);
  const Bound bound(parameters);
  if (PQsendQueryPrepared(handle_.get(), name.c_str(), bound.count(), bound.values(),
                          bound.lengths(), bound.formats(), text_format) != 1)
    lose("cannot send a statement");
  sent(sql, false);
}

void Connection::command(const std::string& sql) {
  if (PQsendQueryParams(handle_.get(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr,
                        text_format) != 1)
    lose("cannot send a statement");
  sent(sql, false);
}

std::int64_t Connection::run(std::string_view sql, Transaction::Parameters parameters,
                             const Transaction::OnRow& on_row) {
  post(sql, parameters);
  const Result result = exchange();
  const int rows = PQntuples(result.get());
  for (int row = 0; row < rows; ++row) on_row(ResultRow(result.get(), row));
  if (std::string_view(PQcmdStatus(result.get())).starts_with("SELECT"))
    return 0;
  const std::string_view changed = PQcmdTuples(result.get());
  std::int64_t count = 0;
  std::from_chars(changed.data(), changed.data() + changed.size(), count);
  return count;
}

void Connection::settle() {
  if (!sent_.empty())
    exchange();
}

// The result of the last command. All are read before the first failure is thrown, so that the
// connection stays usable; a statement whose preparation failed or was skipped is forgotten.
Connection::Result Connection::exchange() {
  if (PQpipelineSync(handle_.get()) != 1)
    lose("cannot send to the server");
  Result last;
  Result failure;
  const Sent* failed = nullptr;
  for (const auto& command : sent_) {
    Result result = take_result();
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
      last = std::move(result);
    } else {
      if (command.prepares)
        names_.erase(command.sql);
      if (failed == nullptr) {
        failed = &command;
        failure = std::move(result);
      }
    }
    while (take_result()) {
    }
  }
  take_result();
  const auto done = std::exchange(sent_, {});
  if (failed == nullptr)
    return last;
  if (!failed_part_)
    failed_part_ = failed->part;
  throw_error(failure.get(), failed->sql);
}

// Null between the results of two commands.
Connection::Result Connection::take_result() {
  const auto& timeout = options_.answer_timeout;
  const auto deadline = timeout ? std::optional(Clock::now() + *timeout) : std::nullopt;
  while (PQisBusy(handle_.get()) != 0) wait_until_readable(deadline);
  Result result(PQgetResult(handle_.get()));
  if (PQstatus(handle_.get()) != CONNECTION_OK)
    lose("the connection was lost");
  return result;
}

void Connection::wait_until_readable(std::optional<Clock::time_point> deadline) {
  pollfd waiting{.fd = PQsocket(handle_.get()), .events = POLLIN, .revents = 0};
  int patience = -1;
  if (deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - Clock::now());
    patience = std::max(0, static_cast<int>(left.count()));
  }
  const int ready = ::poll(&waiting, 1, patience);
  if (ready == 0)
    lose("the server does not answer");
  if (ready > 0 && PQconsumeInput(handle_.get()) != 1)
    lose("the connection was lost");
}

void Connection::lose(std::string_view what) {
  is_lost_ = true;
  sent_.clear();
  throw_lost(handle_.get(), what);
}

void Connection::begin(const std::string& sql) {
  part_ = 0;
  failed_part_.reset();
  command(sql);
}

void Connection::commit() {
  command("COMMIT");
  const Result result = exchange();
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
    throw Unavailable("the server undid the transaction");
}

// What was posted before may fail, and the server then skips all up to the next exchange.
bool Connection::roll_back() noexcept {
  for (int attempts = 0; attempts < 2 && !is_lost_; ++attempts) {
    try {
      command("ROLLBACK");
      settle();
      return true;
    } catch (const std::exception&) {
      continue;
    }
  }
  return false;
}

std::vector<Notification> Connection::take_notifications() {
  if (PQconsumeInput(handle_.get()) != 1)
    lose("the connection was lost");
  std::vector<Notification> notifications;
  while (PGnotify* found = PQnotifies(handle_.get())) {
    notifications.push_back({.sender = found->be_pid, .text = found->extra});
    PQfreemem(found);
  }
  return notifications;
}

void PostgresTransaction::lock(Lock lock) {
  constexpr std::int64_t space = 0x4c4b4c4b;
  connection_.post("SELECT pg_advisory_xact_lock(CAST($1 AS INTEGER), CAST($2 AS INTEGER))",
                   std::array{Value(space), Value(static_cast<std::int64_t>(lock))});
}

}  // namespace latchkey::db::postgres
