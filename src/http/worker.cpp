#include "http/worker.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <limits>
#include <random>
#include <sys/socket.h>

#include "base/encoding.hpp"
#include "base/mix.hpp"
#include "base/thread_manners.hpp"
#include "http/connection.hpp"
#include "http/response_writer.hpp"

namespace latchkey::http {

namespace {

namespace asio = boost::asio;

constexpr auto use_tuple = asio::as_tuple(asio::use_awaitable_t<Executor>{});
constexpr auto sweep_interval = std::chrono::milliseconds(200);
constexpr auto accept_pause = std::chrono::milliseconds(100);
// Beside the public listener the others have room of their own, so that a server full of clients
// can still be looked at and administered.
constexpr std::size_t max_other_connections = 256;
// A thread takes so many connections before it turns to those that it has, which may be thousands.
constexpr std::size_t accepted_at_once = 64;
constexpr std::size_t kept_output_bytes = 256 * 1024;

Task<> serve(Worker& worker, Descriptor socket, Listener listener,
             std::shared_ptr<const crypto::TlsContext> tls) {
  Connection connection(worker, std::move(socket), listener, std::move(tls));
  co_await connection.run();
}

// Only what no handler is to blame for gets here, such as memory that has run out.
void log_failure(const Log& log, const std::exception_ptr& error) {
  if (!error)
    return;
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& exception) {
    log.error("connection_failed", {{"reason", exception.what()}});
  } catch (...) {
    log.error("connection_failed");
  }
}

std::vector<std::string> patterns_of(const Router& router) {
  std::vector<std::string> patterns;
  for (const Route& route : router.routes()) patterns.push_back(route.pattern);
  return patterns;
}

std::uint64_t random_start() {
  std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32) | device();
}

}  // namespace

// Concurrency hint 1, not UNSAFE: one thread runs the io_context, but databases and pools post
// completions to it from theirs, which UNSAFE would leave without a lock.
Worker::Worker(Shared& shared)
    : shared_(shared),
      next_request_(random_start()),
      context_(BOOST_ASIO_CONCURRENCY_HINT_1),
      sweep_(context_.get_executor()) {}

Worker::~Worker() {
  for (Connection* connection : connections_) connection->abandon();
}

void Worker::add(Listener listener, Acceptor acceptor) {
  acceptor.non_blocking(true);
  entrances_.push_back({.listener = listener, .acceptor = std::move(acceptor)});
}

void Worker::run() {
  name_thread("network");
  traffic_ = &shared_.traffic.add_share(patterns_of(shared_.router));
  for (Entrance& entrance : entrances_)
    asio::co_spawn(context_, accept_connections(entrance), asio::detached);
  start_sweeping();
  is_running_ = true;
  context_.run();
  is_running_ = false;
}

void Worker::stop(std::chrono::milliseconds grace) {
  asio::post(context_, [this, grace] { begin_stop(grace); });
}

void Worker::begin_stop(std::chrono::milliseconds grace) {
  is_stopping_ = true;
  cut_off_ = SteadyClock::now() + grace;
  for (Entrance& entrance : entrances_) close(entrance);
  for (Connection* connection : connections_) connection->close_if_idle();
  sweep_.cancel();
}

// Whoever has connected already is still answered: closing would reset what waits to be accepted.
void Worker::close(Entrance& entrance) {
  boost::system::error_code code =
      accept_waiting(entrance, std::numeric_limits<std::size_t>::max());
  entrance.acceptor.close(code);
}

boost::system::error_code Worker::accept_waiting(Entrance& entrance, std::size_t most) {
  for (std::size_t i = 0; i < most; ++i) {
    auto socket = accept_one(entrance.acceptor);
    if (!socket)
      return socket.error();
    try_admit(std::move(*socket), entrance.listener);
  }
  return {};
}

void Worker::join(Connection& connection) {
  if (is_stopping_)
    start_sweeping();
  connection.place = connections_.size();
  connections_.push_back(&connection);
  ++shared_.connections.at(static_cast<std::size_t>(connection.listener()));
}

void Worker::leave(Connection& connection) {
  connections_[connection.place] = connections_.back();
  connections_[connection.place]->place = connection.place;
  connections_.pop_back();
  --shared_.connections.at(static_cast<std::size_t>(connection.listener()));
  if (is_running_ && is_stopping_ && connections_.empty())
    sweep_.cancel();
}

Task<> Worker::accept_connections(Entrance& entrance) {
  Acceptor& acceptor = entrance.acceptor;
  while (acceptor.is_open()) {
    co_await acceptor.async_wait(Acceptor::wait_read, use_tuple);
    if (!acceptor.is_open())
      break;
    const boost::system::error_code code = accept_waiting(entrance, accepted_at_once);
    if (code && code != asio::error::would_block) {
      const std::string reason = code.message();
      shared_.router.log().warn("accept_failed", {{"reason", reason}});
      Timer pause(context_.get_executor(), accept_pause);
      co_await pause.async_wait(use_tuple);
    }
  }
}

void Worker::try_admit(Descriptor socket, Listener listener) {
  try {
    admit(std::move(socket), listener);
  } catch (const std::exception& error) {
    shared_.router.log().error("connection_not_admitted", {{"reason", error.what()}});
  }
}

void Worker::admit(Descriptor socket, Listener listener) {
  const Log& log = shared_.router.log();
  if (listener == Listener::administration && !is_own_user(socket)) {
    log.warn("connection_not_admitted", {{"reason", "another user on the socket file"}});
    return;
  }
  std::shared_ptr<const crypto::TlsContext> tls;
  if (listener == Listener::clients && shared_.options.tls != nullptr)
    tls = shared_.options.tls->current();
  const std::size_t limit =
      listener == Listener::clients ? shared_.options.max_connections : max_other_connections;
  if (shared_.connections.at(static_cast<std::size_t>(listener)) >= limit) {
    shared_.refused_connections.at(static_cast<std::size_t>(listener)).add();
    if (!tls)
      turn_away(socket);
    return;
  }
  asio::co_spawn(context_, serve(*this, std::move(socket), listener, std::move(tls)),
                 [&log](const std::exception_ptr& error) { log_failure(log, error); });
}

void Worker::turn_away(const Descriptor& socket) {
  const std::string request_id = make_request_id();
  Response response =
      shared_.router.fault(FaultStyle::page, {503, "The server is full.", request_id});
  response.set("Retry-After", "1");
  std::string& out = output();
  write_response(out, response, {.date = date(), .request_id = request_id, .closes = true});
  ::send(socket.number(), out.data(), out.size(), MSG_NOSIGNAL);
  shutdown(socket.number(), SHUT_WR);
  recv(socket.number(), input_.data(), input_.size(), 0);
}

// Ends with the last connection; one that was accepted in the last moment begins it anew.
void Worker::start_sweeping() {
  if (std::exchange(is_sweeping_, true))
    return;
  asio::co_spawn(context_, enforce_deadlines(), asio::detached);
  readiness_.start(executor());
}

Task<> Worker::enforce_deadlines() {
  while (!is_stopping_ || !connections_.empty()) {
    const auto now = SteadyClock::now();
    if (now >= cut_off_) {
      for (Connection* connection : connections_) connection->cut_off();
      context_.stop();
      break;
    }
    for (Connection* connection : connections_) connection->check_deadline(now);
    sweep_.expires_at(std::min(now + sweep_interval, cut_off_));
    co_await sweep_.async_wait(use_tuple);
    // Late itself behind one long task, on time beside many short ones.
    const auto woken = SteadyClock::now();
    delay_ = std::max(
        {SteadyClock::duration::zero(), woken - sweep_.expiry(), readiness_.measure_delay(woken)});
  }
  readiness_.stop();
  is_sweeping_ = false;
}

Task<> Worker::let_others() {
  return asio::post(context_, asio::use_awaitable_t<Executor>{});
}

std::string& Worker::output() {
  output_.clear();
  if (output_.capacity() > kept_output_bytes)
    output_.shrink_to_fit();
  return output_;
}

std::string_view Worker::date() {
  const std::time_t now = std::time(nullptr);
  if (now != date_seconds_) {
    date_seconds_ = now;
    date_ = format_date(now);
  }
  return date_;
}

std::string Worker::make_request_id() {
  const std::uint64_t id = mix(next_request_++);
  return hex_encode(std::as_bytes(std::span(&id, 1)));
}

}  // namespace latchkey::http
