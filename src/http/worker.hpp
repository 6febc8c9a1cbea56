// One network thread: its io_context, listening sockets, connections and their deadlines.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/metrics/counter.hpp"
#include "base/task.hpp"
#include "http/acceptor.hpp"
#include "http/admission.hpp"
#include "http/readiness.hpp"
#include "http/router.hpp"
#include "http/server.hpp"
#include "http/traffic.hpp"
#include "http/trusted_proxies.hpp"

namespace latchkey::http {

using SteadyClock = std::chrono::steady_clock;

class Connection;

// What the workers of one server have in common; outlives them.
struct Shared {
  ServerOptions options;
  const Router& router;
  TrustedProxies proxies;
  Admission admission;
  std::array<std::atomic<std::size_t>, listener_count> connections{};  // by listener
  std::array<metrics::Counter, listener_count> refused_connections{};  // for want of room
  Traffic traffic{};
};

// Everything but run(), stop() and the constructor is called on the worker's own thread.
class Worker {
 public:
  explicit Worker(Shared& shared);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Before run(): an acceptor on this executor, whose connections run() will serve.
  [[nodiscard]] Executor executor() { return context_.get_executor(); }
  void add(Listener listener, Acceptor acceptor);
  // Serves until stop() and the end of the last connection.
  void run();
  // From any thread: accepts no more than has connected already, closes idle connections, lets the
  // others answer what they are at; what is not done within the grace time is cut off.
  void stop(std::chrono::milliseconds grace);

  void join(Connection& connection);
  void leave(Connection& connection);

  [[nodiscard]] Shared& shared() { return shared_; }
  [[nodiscard]] Readiness& readiness() { return readiness_; }
  // Of this thread; while it runs.
  [[nodiscard]] Traffic::Share& traffic() { return *traffic_; }
  [[nodiscard]] bool is_stopping() const { return is_stopping_; }
  // From any thread: how long what was ready last had to wait for this one.
  [[nodiscard]] std::chrono::nanoseconds delay() const {
    return delay_.load(std::memory_order_relaxed);
  }
  // Of requests that come too late, every other one: a thread that is late for everybody would
  // have no time left but for refusing those who ask again at once.
  [[nodiscard]] bool refuses_next() { return refuses_ = !refuses_; }
  // Goes on behind all that is ready now.
  Task<> let_others();
  // Scratch space: the contents are lost as soon as the caller suspends.
  [[nodiscard]] std::span<char> input() { return input_; }
  [[nodiscard]] std::string& output();
  // Valid until the next call.
  [[nodiscard]] std::string_view date();
  // Unique in this process, and hardly ever repeated by another; no secret.
  [[nodiscard]] std::string make_request_id();

 private:
  using Timer = boost::asio::basic_waitable_timer<SteadyClock,
                                                  boost::asio::wait_traits<SteadyClock>, Executor>;
  struct Entrance {
    Listener listener;
    Acceptor acceptor;
  };
  Task<> accept_connections(Entrance& entrance);
  Task<> enforce_deadlines();
  void start_sweeping();
  // The error is would_block where no more were waiting.
  boost::system::error_code accept_waiting(Entrance& entrance, std::size_t most);
  void try_admit(Descriptor socket, Listener listener);
  void admit(Descriptor socket, Listener listener);
  void turn_away(const Descriptor& socket);
  void begin_stop(std::chrono::milliseconds grace);
  void close(Entrance& entrance);

  // The io_context stands behind what its destructor still uses: it ends the suspended coroutines,
  // and with them their connections.
  Shared& shared_;
  Traffic::Share* traffic_ = nullptr;
  std::vector<Connection*> connections_;
  Readiness readiness_;
  std::array<char, 16 * 1024> input_{};
  std::string output_;
  std::time_t date_seconds_ = 0;
  std::string date_;
  std::uint64_t next_request_ = 0;
  std::atomic<std::chrono::nanoseconds> delay_{};
  bool refuses_ = false;
  bool is_running_ = false;
  bool is_stopping_ = false;
  bool is_sweeping_ = false;
  SteadyClock::time_point cut_off_ = SteadyClock::time_point::max();

  boost::asio::io_context context_;
  std::vector<Entrance> entrances_;
  Timer sweep_;
};

}  // namespace latchkey::http
