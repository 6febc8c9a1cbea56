#include "identity/hashing_pool.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/thread_manners.hpp"
#include "base/unavailable.hpp"
#include "crypto/password.hpp"
#include "store/key_rotation.hpp"

namespace latchkey::identity {

namespace asio = boost::asio;

struct HashingPool::State {
  using Job = std::move_only_function<void()>;

  std::mutex mutex;
  std::condition_variable_any arrived;
  std::deque<Job> queue;
  std::size_t max_queued;
  std::vector<std::jthread> threads;

  State(unsigned thread_count, std::size_t max) : max_queued(max) {
    for (unsigned i = 0; i < thread_count; ++i)
      threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    for (auto& thread : threads) thread.request_stop();
    threads.clear();
  }

  // What is queued is finished also after the stop was asked for.
  void work(const std::stop_token& stop) {
    name_thread("password-hash");
    let_others_finish();
    take_smaller_share();
    std::unique_lock lock(mutex);
    while (true) {
      arrived.wait(lock, stop, [this] { return !queue.empty(); });
      if (queue.empty())
        return;
      Job job = std::move(queue.front());
      queue.pop_front();
      lock.unlock();
      job();
      job = nullptr;
      lock.lock();
    }
  }

  // False when the queue is full.
  bool try_submit(Job& job) {
    {
      const std::lock_guard lock(mutex);
      if (queue.size() >= max_queued)
        return false;
      queue.push_back(std::move(job));
    }
    arrived.notify_one();
    return true;
  }

  template <class Fn>
  Task<std::invoke_result_t<Fn>> run(Fn fn);
};

namespace {

template <class Result>
struct Outcome {
  std::optional<Result> value;
  std::exception_ptr error;
  bool was_refused = false;
};

// Resumes a coroutine on its own executor, which is kept from running out of work until then.
template <class Handler>
class Resume {
 public:
  Resume(Handler handler, const Executor& executor)
      : handler_(std::move(handler)), work_(executor) {}

  void operator()() {
    asio::post(work_.get_executor(), std::move(handler_));
    work_.reset();
  }

 private:
  Handler handler_;
  asio::executor_work_guard<Executor> work_;
};

}  // namespace

template <class Fn>
Task<std::invoke_result_t<Fn>> HashingPool::State::run(Fn fn) {
  using Result = std::invoke_result_t<Fn>;
  const Executor executor = co_await asio::this_coro::executor;
  const auto outcome = std::make_shared<Outcome<Result>>();
  auto initiate = [this, &fn, &outcome, &executor](auto handler) {
    const auto resume = std::make_shared<Resume<decltype(handler)>>(std::move(handler), executor);
    Job job = [fn = std::move(fn), outcome, resume]() {
      try {
        outcome->value.emplace(fn());
      } catch (...) {
        outcome->error = std::current_exception();
      }
      (*resume)();
    };
    if (!try_submit(job)) {
      outcome->was_refused = true;
      (*resume)();
    }
  };
  const asio::use_awaitable_t<Executor> token;
  co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(initiate, token);
  if (outcome->was_refused)
    throw Unavailable("the queue for password hashing is full");
  if (outcome->error)
    std::rethrow_exception(std::move(outcome->error));
  co_return std::move(*outcome->value);
}

HashingPool::HashingPool(unsigned threads, std::size_t max_queued)
    : state_(std::make_unique<State>(threads, max_queued)) {}

HashingPool::~HashingPool() = default;

Task<std::string> HashingPool::hash(Secret password) {
  auto work = [password = std::move(password)] { return crypto::hash_password(password); };
  co_return co_await state_->run(std::move(work));
}

Task<bool> HashingPool::verify(Secret password, std::string phc) {
  auto work = [password = std::move(password), phc = std::move(phc)] {
    return crypto::verify_password(password, phc);
  };
  co_return co_await state_->run(std::move(work));
}

std::size_t HashingPool::queued() const {
  const std::lock_guard lock(state_->mutex);
  return state_->queue.size();
}

Task<std::vector<crypto::SigningKey>> HashingPool::make_signing_keys(
    std::vector<crypto::Algorithm> algorithms) {
  auto work = [algorithms = std::move(algorithms)] {
    return store::signing_keys::make(algorithms);
  };
  co_return co_await state_->run(std::move(work));
}

}  // namespace latchkey::identity
