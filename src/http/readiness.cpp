#include "http/readiness.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/system/system_error.hpp>
#include <cerrno>
#include <tuple>
#include <unistd.h>
#include <utility>

namespace latchkey::http {

namespace {

namespace asio = boost::asio;

using UseAwaitable = asio::use_awaitable_t<Executor>;

void require(bool is_done) {
  if (!is_done)
    throw boost::system::system_error(errno, boost::system::system_category());
}

}  // namespace

Readiness::Readiness() : epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  require(epoll_.is_open());
}

void Readiness::start(Executor executor) {
  is_wanted_ = true;
  asio::co_spawn(executor, run(executor), asio::detached);
}

void Readiness::stop() {
  is_wanted_ = false;
  boost::system::error_code ignored;
  if (source_ != nullptr)
    source_->cancel(ignored);
}

// That this ends may become known only after it is wanted again, and another one runs already.
Task<> Readiness::run(Executor executor) {
  Source source(executor, dup(epoll_.number()));
  boost::system::error_code code;
  while (is_wanted_ && !code) {
    source_ = &source;
    std::tie(code) = co_await source.async_wait(Source::wait_read, asio::as_tuple(UseAwaitable{}));
    if (!code)
      tell();
  }
  if (source_ == &source)
    source_ = nullptr;
}

void Readiness::tell() {
  const int count = epoll_wait(epoll_.number(), events_.data(), int{told_at_once}, 0);
  untold_ = std::span(events_).first(count > 0 ? static_cast<std::size_t>(count) : 0);
  while (!untold_.empty()) {
    const epoll_event event = untold_.front();
    untold_ = untold_.subspan(1);
    if (event.data.ptr != nullptr)
      static_cast<Watch*>(event.data.ptr)->tell(event.events);
  }
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
