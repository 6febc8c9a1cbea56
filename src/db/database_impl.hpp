// The bodies of Database's templates: how a result travels from a database thread to who awaits it.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/this_coro.hpp>
#include <future>
#include <memory>

#include "db/database.hpp"

namespace latchkey::db::detail {

// A function and what it returned. Run on a database thread, again where the database undid it.
template <class Fn>
class Call {
 public:
  using Result = std::invoke_result_t<Fn, Transaction&>;

  explicit Call(Fn fn) : fn_(std::move(fn)) {}

  void run(Transaction& tx) {
    if constexpr (std::is_void_v<Result>)
      (*fn_)(tx);
    else
      result_.emplace((*fn_)(tx));
  }

  // The function is destroyed with what it captured before anyone is answered.
  void end(std::exception_ptr failure) {
    fn_.reset();
    error_ = std::move(failure);
  }

  // What the function returned, once; or throws.
  Result take() {
    if (error_)
      std::rethrow_exception(std::move(error_));
    if constexpr (!std::is_void_v<Result>)
      return std::move(*result_);
  }

 private:
  std::exception_ptr error_;
  std::optional<Fn> fn_;
  std::optional<std::conditional_t<std::is_void_v<Result>, std::monostate, Result>> result_;
};

// Resumes a coroutine on its own executor, which is kept from running out of work until then.
template <class Handler>
class Resume {
 public:
  Resume(Handler handler, const Executor& executor)
      : handler_(std::move(handler)), work_(executor) {}

  void operator()() {
    boost::asio::post(work_.get_executor(), std::move(handler_));
    work_.reset();
  }

 private:
  Handler handler_;
  boost::asio::executor_work_guard<Executor> work_;
};

}  // namespace latchkey::db::detail

namespace latchkey::db {

template <bool writes, class Fn>
Task<std::invoke_result_t<Fn, Transaction&>> Database::run_on(Fn fn) {
  const Executor executor = co_await boost::asio::this_coro::executor;
  const auto call = std::make_shared<detail::Call<Fn>>(std::move(fn));
  auto initiate = [this, &call, &executor](auto handler) {
    Work work = [call](Transaction& tx) { call->run(tx); };
    Done done = [call, resume = detail::Resume(std::move(handler), executor)](
                    std::exception_ptr error) mutable {
      call->end(std::move(error));
      resume();
    };
    const bool must_begin = writes ? gather_write(std::move(work), std::move(done))
                                   : gather_read(std::move(work), std::move(done));
    if (must_begin)
      boost::asio::post(executor, [this] { begin_gathered(); });
  };
  const boost::asio::use_awaitable_t<Executor> token;
  co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<Executor>, void()>(
      initiate, token);
  co_return call->take();
}

template <bool writes, class Fn>
auto Database::run_blocking(Fn fn) -> std::invoke_result_t<Fn, Transaction&> {
  detail::Call<Fn> call(std::move(fn));
  std::promise<void> answer;
  auto answered = answer.get_future();
  Work work = [&call](Transaction& tx) { call.run(tx); };
  Done done = [&call, answer = std::move(answer)](std::exception_ptr error) mutable {
    call.end(std::move(error));
    answer.set_value();
  };
  if constexpr (writes)
    submit_write(std::move(work), std::move(done));
  else
    submit_read(std::move(work), std::move(done));
  answered.get();
  return call.take();
}

template <class Fn>
auto Database::read_now(Fn fn) -> std::invoke_result_t<Fn, Transaction&> {
  return run_blocking<false>(std::move(fn));
}

template <class Fn>
auto Database::write_now(Fn fn) -> std::invoke_result_t<Fn, Transaction&> {
  return run_blocking<true>(std::move(fn));
}

}  // namespace latchkey::db
