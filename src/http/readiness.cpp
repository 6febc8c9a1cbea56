#include "http/readiness.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <cerrno>
#include <exception>
#include <sys/eventfd.h>
#include <utility>

namespace latchkey::http {

namespace {

namespace asio = boost::asio;

using UseAwaitable = asio::use_awaitable_t<Executor>;
using Source = asio::posix::basic_stream_descriptor<Executor>;
using SteadyClock = std::chrono::steady_clock;

// Leaves the descriptor open when it ends.
class Borrowed {
 public:
  Borrowed(Executor executor, int descriptor) : source_(executor, descriptor) {}
  ~Borrowed() { source_.release(); }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;

  Source& operator*() { return source_; }
  Source* operator->() { return &source_; }

 private:
  Source source_;
};

void require(bool is_done) {
  if (!is_done)
    throw boost::system::system_error(errno, boost::system::system_category());
}

}  // namespace

Readiness::Readiness()
    : epoll_(epoll_create1(EPOLL_CLOEXEC)), probe_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  require(epoll_.is_open() && probe_.is_open());
  epoll_event event{.events = EPOLLIN | EPOLLET, .data = {.ptr = this}};
  require(epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, probe_.number(), &event) == 0);
}

void Readiness::start(Executor executor) {
  turn_ += turn_ % 2 == 0 ? 1 : 2;
  asio::co_spawn(executor, run(executor, turn_), [](const std::exception_ptr& error) {
    if (error)
      std::rethrow_exception(error);
  });
}

void Readiness::stop() {
  turn_ += turn_ % 2;
  boost::system::error_code ignored;
  if (source_ != nullptr)
    source_->cancel(ignored);
}

// A thread that hears nothing any more would be worse than a process that ends: errors throw.
Task<> Readiness::run(Executor executor, std::uint64_t turn) {
  Borrowed source(executor, epoll_.number());
  while (turn == turn_) {
    source_ = &*source;
    const auto [code] =
        co_await source->async_wait(Source::wait_read, asio::as_tuple(UseAwaitable{}));
    if (turn != turn_)
      break;
    if (code)
      throw boost::system::system_error(code);
    tell();
  }
  if (source_ == &*source)
    source_ = nullptr;
}

std::chrono::nanoseconds Readiness::measure_delay(SteadyClock::time_point now) {
  if (probed_at_)
    return now - *probed_at_;
  if (eventfd_write(probe_.number(), 1) == 0)
    probed_at_ = now;
  return delay_;
}

void Readiness::tell() {
  const int count = epoll_wait(epoll_.number(), events_.data(), int{told_at_once}, 0);
  untold_ = std::span(events_).first(count > 0 ? static_cast<std::size_t>(count) : 0);
  while (!untold_.empty()) {
    const epoll_event event = untold_.front();
    untold_ = untold_.subspan(1);
    if (event.data.ptr == this)
      tell_probe();
    else if (event.data.ptr != nullptr)
      static_cast<Watch*>(event.data.ptr)->tell(event.events);
  }
}

void Readiness::tell_probe() {
  if (probed_at_)
    delay_ = SteadyClock::now() - *std::exchange(probed_at_, std::nullopt);
}

void Readiness::forget(const Watch& watch) {
  epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, watch.socket_, nullptr);
  for (epoll_event& event : untold_)
    if (event.data.ptr == &watch)
      event.data.ptr = nullptr;
}

Watch::Watch(Readiness& readiness, Executor executor, int socket)
    : readiness_(readiness), executor_(executor), socket_(socket) {
  epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data = {.ptr = this}};
  require(epoll_ctl(readiness.epoll_.number(), EPOLL_CTL_ADD, socket, &event) == 0);
}

Watch::~Watch() {
  readiness_.forget(*this);
}

Task<> Watch::wait(Direction direction) {
  if (take(direction))
    co_return;
  awaited_ = direction;
  co_await asio::async_initiate<const UseAwaitable, void()>(
      [this](auto handler) { waiter_ = std::move(handler); }, UseAwaitable{});
}

void Watch::wake() {
  if (waiter_)
    asio::post(executor_, std::exchange(waiter_, nullptr));
}

void Watch::abandon() {
  const Waiter ended = std::exchange(waiter_, nullptr);
}

// An end is told once, perhaps together with the last octets: it must not be lost to who reads no
// further than those.
void Watch::tell(std::uint32_t events) {
  has_ended_ = has_ended_ || (events & (EPOLLRDHUP | EPOLLHUP)) != 0;
  if ((events & (EPOLLIN | EPOLLERR)) != 0)
    has_changed(Direction::in) = true;
  if ((events & (EPOLLOUT | EPOLLERR | EPOLLHUP)) != 0)
    has_changed(Direction::out) = true;
  if (waiter_ && take(awaited_))
    std::exchange(waiter_, nullptr)();
}

bool Watch::take(Direction direction) {
  return std::exchange(has_changed(direction), false) || (has_ended_ && direction == Direction::in);
}

}  // namespace latchkey::http
