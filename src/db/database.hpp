// The port to a SQL database: reads and writes as plain functions run on the database's own
// threads.
#pragma once

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/metrics/duration_histogram.hpp"
#include "base/task.hpp"
#include "base/unavailable.hpp"

namespace latchkey::db {

// The database cannot do it now (disk full, I/O error, no connection): the request ends in 503.
using latchkey::Unavailable;

// What a placeholder $1.. takes. Text is borrowed until the statement has run.
using Value = std::variant<std::nullptr_t, std::int64_t, std::string_view>;

inline Value optional_text(const std::optional<std::string>& text) {
  return text ? Value(std::string_view(*text)) : Value(nullptr);
}

// One result row; valid only within the callback it is handed to.
class Row {
 public:
  virtual ~Row() = default;
  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual std::string_view text(int column) const = 0;
  [[nodiscard]] std::optional<std::string> optional_text(int column) const {
    return is_null(column) ? std::nullopt : std::optional<std::string>(text(column));
  }
};

// What only one node at a time may do.
enum class Lock { schema = 1, store = 2, management = 3 };

// Something that work leaves to be done at the end of the transaction which it shares with other
// work: see Database::before_commit.
struct Leaving {
  virtual ~Leaving() = default;
};
using Leavings = std::vector<std::unique_ptr<Leaving>>;

// A unit of work on one connection. Used only on the database thread, within the function it is
// handed to. Statements are prepared once per connection and kept, keyed by their text, so pass
// constant SQL (no values spliced in).
class Transaction {
 public:
  virtual ~Transaction() = default;

  using Parameters = std::span<const Value>;
  using OnRow = std::function<void(const Row&)>;

  // Runs one statement; calls on_row for each result row; returns the number of rows changed.
  // Throws Unavailable, or std::logic_error for SQL that is wrong or a constraint that is violated
  // where the caller did not say ON CONFLICT, or for a change within a read.
  virtual std::int64_t run(std::string_view sql, Parameters parameters, const OnRow& on_row) = 0;

  std::int64_t execute(std::string_view sql, std::initializer_list<Value> parameters = {}) {
    return run(sql, Parameters(parameters.begin(), parameters.size()), [](const Row&) {});
  }
  // Each row through convert(const Row&), collected in order.
  template <class Convert>
  auto all(std::string_view sql, Parameters parameters, Convert convert) {
    std::vector<std::invoke_result_t<Convert, const Row&>> rows;
    run(sql, parameters, [&](const Row& row) { rows.push_back(convert(row)); });
    return rows;
  }
  template <class Convert>
  auto all(std::string_view sql, std::initializer_list<Value> parameters, Convert convert) {
    return all(sql, Parameters(parameters.begin(), parameters.size()), std::move(convert));
  }
  // The first row, or nothing.
  template <class Convert>
  auto one(std::string_view sql, std::initializer_list<Value> parameters, Convert convert) {
    std::optional<std::invoke_result_t<Convert, const Row&>> found;
    run(sql, Parameters(parameters.begin(), parameters.size()), [&](const Row& row) {
      if (!found)
        found.emplace(convert(row));
    });
    return found;
  }

  // Runs one statement whose result is not wanted. A failure may also be thrown by a later
  // statement or the end of the transaction.
  virtual void post(std::string_view sql, Parameters parameters) {
    run(sql, parameters, [](const Row&) {});
  }
  void post(std::string_view sql, std::initializer_list<Value> parameters) {
    post(sql, Parameters(parameters.begin(), parameters.size()));
  }

  // Waits until no other transaction holds this lock, and holds it to the end: what is looked up
  // after it stays as it is. Needed where nodes could decide against each other, since writes of
  // one process never run beside each other.
  virtual void lock(Lock lock) { static_cast<void>(lock); }

  // Whether what is left is gathered; else there is nobody to do it.
  [[nodiscard]] bool gathers() const { return gathered_ != nullptr; }
  void leave(std::unique_ptr<Leaving> leaving) { gathered_->push_back(std::move(leaving)); }

  // The number that this process has alone among those that write to the database, from 0.
  [[nodiscard]] int node() const { return node_; }

  // Marks what this transaction changed (a bit set, the caller's meaning); see on_commit.
  void touch(std::uint32_t kinds) { touched_ |= kinds; }
  [[nodiscard]] std::uint32_t touched() const { return touched_; }

  // Adds to what this transaction did of a kind that the caller counts; see Measurements.
  void tally(std::uint32_t count = 1) { tallied_ += count; }
  [[nodiscard]] std::uint32_t tallied() const { return tallied_; }

 protected:
  Leavings* gathered_ = nullptr;
  int node_ = 0;
  std::uint32_t touched_ = 0;
  std::uint32_t tallied_ = 0;
};

// What a database tells of its work, for metrics. Durations are from submission to answer.
struct Measurements {
  metrics::DurationHistogram reads;
  metrics::DurationHistogram writes;
  metrics::Counter tallied;  // by transactions that are durable
};
// What has been submitted and not begun.
struct Backlog {
  std::size_t reads = 0;
  std::size_t writes = 0;
};

// Thread-safe. Lives longer than every Task that uses it.
class Database {
 public:
  virtual ~Database() = default;

  using Work = std::move_only_function<void(Transaction&)>;
  // Called once the work is durable (null), or with what it or the commit threw.
  using Done = std::move_only_function<void(std::exception_ptr)>;

  // The work runs later on a database thread; done is called on a database thread too.
  // Writes are applied in the order of their arrival. Work that throws is undone alone; work that
  // shares its commit is not harmed by it, but may be undone and run again: it must not use up what
  // it captured. A full queue calls done with Unavailable at once.
  virtual void submit_read(Work work, Done done) = 0;
  virtual void submit_write(Work work, Done done) = 0;

  // The same, from one who may have more in a moment, and says so by begin_gathered() when there is
  // no more: a database thread, woken for the first, would otherwise take the processor from
  // whoever is about to submit the others. False where there is no need to.
  [[nodiscard]] virtual bool gather_read(Work work, Done done) {
    submit_read(std::move(work), std::move(done));
    return false;
  }
  [[nodiscard]] virtual bool gather_write(Work work, Done done) {
    submit_write(std::move(work), std::move(done));
    return false;
  }
  virtual void begin_gathered() {}

  // hook(transaction, touched): called on the writing thread after a commit whose transactions
  // touched something, before any of them is answered, so that what is derived in memory is
  // never older than an answer. When it throws, those are answered with Unavailable, though they
  // are durable, and it is called again until it succeeds. Where several processes share the
  // database, it is also called, on another thread, for what the others committed; and with every
  // bit set where that may have been missed. Set once.
  using CommitHook = std::function<void(Transaction&, std::uint32_t touched)>;
  virtual void on_commit(CommitHook hook) = 0;

  // hook(transaction, leavings): called before a commit with what its work left, in its order,
  // where doing that together is worth it; other databases take no notice. Set once, before the
  // work that leaves something. What it throws undoes all of that work, which is then tried one by
  // one.
  using GatherHook = std::function<void(Transaction&, Leavings)>;
  virtual void before_commit(const GatherHook& hook) { static_cast<void>(hook); }

  // False while what other processes committed more than 2 seconds ago may not have come to the
  // hook.
  [[nodiscard]] virtual bool is_current() const { return true; }

  [[nodiscard]] virtual const Measurements& measurements() const = 0;
  [[nodiscard]] virtual Backlog backlog() const = 0;

  // co_await database.read([](Transaction& tx) { return ...; })
  // The coroutine goes on on its own executor, with what fn returned or threw. Its io_context must
  // not be destroyed while it waits. What fn refers to must live as long: no cancellation.
  // A lambda that owns what it captures must be named before the co_await: g++ 12 destroys a
  // temporary one twice.
  template <class Fn>
  Task<std::invoke_result_t<Fn, Transaction&>> read(Fn fn) {
    return run_on<false>(std::move(fn));
  }
  template <class Fn>
  Task<std::invoke_result_t<Fn, Transaction&>> write(Fn fn) {
    return run_on<true>(std::move(fn));
  }

  // The same, blocking the calling thread: for start-up, shutdown, tools and tests only.
  template <class Fn>
  auto read_now(Fn fn) -> std::invoke_result_t<Fn, Transaction&>;
  template <class Fn>
  auto write_now(Fn fn) -> std::invoke_result_t<Fn, Transaction&>;

 private:
  template <bool writes, class Fn>
  Task<std::invoke_result_t<Fn, Transaction&>> run_on(Fn fn);
  template <bool writes, class Fn>
  auto run_blocking(Fn fn) -> std::invoke_result_t<Fn, Transaction&>;
};

}  // namespace latchkey::db

#include "db/database_impl.hpp"
