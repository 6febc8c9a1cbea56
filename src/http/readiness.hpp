// Tells the connections of one thread when their sockets are ready: a socket is announced to the
// system once, which then reports what has changed, instead of before each wait as Asio does.
#pragma once

#include <array>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <sys/epoll.h>

#include "base/file.hpp"
#include "base/task.hpp"

namespace latchkey::http {

enum class Direction { in, out };

class Watch;

// Used on one thread. Outlives its watches and the executor that it runs on.
class Readiness {
 public:
  // Throws boost::system::system_error.
  Readiness();
  Readiness(const Readiness&) = delete;
  Readiness& operator=(const Readiness&) = delete;

  // Tells the watches until stop(), after which it may start again.
  void start(Executor executor);
  void stop();

  // How long what is ready at this time has to wait until it is told, as far as is known: a probe
  // is put behind it, and until that is told the answer is its age, then the time that it took.
  std::chrono::nanoseconds measure_delay(std::chrono::steady_clock::time_point now);

 private:
  friend class Watch;
  using Source = boost::asio::posix::basic_stream_descriptor<Executor>;
  // So many watches are told before the thread turns to what else there is to do.
  static constexpr std::size_t told_at_once = 128;

  Task<> run(Executor executor, std::uint64_t turn);
  void tell();
  void tell_probe();
  void forget(const Watch& watch);

  Descriptor epoll_;
  std::array<epoll_event, told_at_once> events_{};
  std::span<epoll_event> untold_;
  std::uint64_t turn_ = 0;                                          // odd while it is wanted
  Source* source_ = nullptr;                                        // while it is waited for
  Descriptor probe_;                                                // an eventfd
  std::optional<std::chrono::steady_clock::time_point> probed_at_;  // until it is told
  std::chrono::nanoseconds delay_{};
};

// Of one socket that does not block and outlives it. What it tells are changes: after a call that
// has been blocked, or has read less than there was room for, they are waited for; else the call is
// made again.
class Watch {
 public:
  // Throws boost::system::system_error.
  Watch(Readiness& readiness, Executor executor, int socket);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  // Until something has changed in this direction since the last wait for it, or wake(). One wait
  // at a time.
  Task<> wait(Direction direction);
  void wake();
  // Destroys the coroutine that waits, with the executor at the latest.
  void abandon();

 private:
  friend class Readiness;
  using Waiter = std::move_only_function<void()>;

  void tell(std::uint32_t events);
  bool take(Direction direction);
  bool& has_changed(Direction direction) {
    return changes_.at(static_cast<std::size_t>(direction));
  }

  Readiness& readiness_;
  Executor executor_;
  int socket_;
  std::array<bool, 2> changes_{};  // by direction
  bool has_ended_ = false;         // nothing follows what is still to be read
  Direction awaited_ = Direction::in;
  Waiter waiter_;
};

}  // namespace latchkey::http
