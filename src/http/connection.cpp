#include "http/connection.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

#include "http/request_origin.hpp"
#include "http/response_writer.hpp"

namespace latchkey::http {

namespace {

constexpr std::string_view retry_after = "1";
constexpr auto linger_time = std::chrono::seconds(2);
// For the first request of a client that has just connected when the server is told to stop.
constexpr auto first_word_time = std::chrono::milliseconds(250);

ReadLimits limits_of(const ServerOptions& options, Listener listener) {
  return {.max_header_bytes = options.max_header_bytes,
          .max_body_bytes = listener == Listener::administration
                                ? options.max_administration_body_bytes
                                : options.max_body_bytes};
}

}  // namespace

Connection::Connection(Worker& worker, Descriptor socket, Listener listener,
                       std::shared_ptr<const crypto::TlsContext> tls)
    : worker_(worker),
      peer_(peer_address(socket)),
      stream_(std::move(socket), worker.readiness(), worker.executor(), std::move(tls)),
      reader_(limits_of(worker.shared().options, listener)),
      held_(worker.shared().admission),
      begun_(SteadyClock::now()) {
  reader_.request().listener = listener;
  worker_.join(*this);
}

Connection::~Connection() {
  worker_.leave(*this);
}

Task<> Connection::run() {
  for (;;) {
    const std::expected<bool, Refusal> arrived = co_await read_request();
    if (arrived && !*arrived)
      co_return;
    deadline_ = SteadyClock::time_point::max();
    timed_out_ = false;
    describe_origin(reader_.request(), peer_, worker_);
    Response response;
    if (!arrived) {
      response = refuse(arrived.error());
    } else {
      std::optional<Admission::Pass> pass;
      std::optional<Admission::Reason> reason;
      if (is_limited())
        reason = too_much(pass.emplace(worker_.shared().admission));
      if (reason)
        response = refuse_for_now(*reason);
      else
        response = co_await worker_.shared().router.dispatch(reader_.request());
    }
    const bool closes = !arrived || !reader_.keeps_alive() || worker_.is_stopping();
    Sending sending = send(response, closes);
    response = {};
    if (!sending.rest.empty())
      co_await finish(sending);
    log_request(sending);
    if (!arrived && !sending.is_gone)
      co_await linger();
    if (closes || sending.is_gone)
      co_return;
    reader_.next();
    is_first_request_ = false;
    // Whoever pipelines waits for its turn like the others.
    if (reader_.has_more())
      co_await worker_.let_others();
  }
}

Task<std::expected<bool, Refusal>> Connection::read_request() {
  std::optional<Progress> before;
  for (;;) {
    const std::expected<Progress, Refusal> progress = reader_.advance();
    if (!progress)
      co_return std::unexpected(progress.error());
    if (before.value_or(Progress::idle) == Progress::idle && *progress != Progress::idle)
      begun_ = SteadyClock::now();
    is_idle_ = *progress == Progress::idle;
    if (!held_.set(*progress == Progress::complete ? 0 : reader_.held_bytes()) && is_limited()) {
      worker_.shared().admission.count_refusal(Admission::Reason::memory);
      co_return std::unexpected(Refusal{503, "The server has too much to do."});
    }
    if (*progress == Progress::complete)
      co_return true;
    if (is_idle_ && worker_.is_stopping() && !may_speak())
      co_return false;
    if (before != progress)
      deadline_ = deadline_of(*progress);
    before = *progress;
    if (reader_.take_expectation() && !send_continue())
      co_return false;
    const Wait wait = co_await wait_for_input();
    if (wait == Wait::timed_out && !is_idle_)
      co_return std::unexpected(Refusal{408, "The request took too long to arrive."});
    if (wait != Wait::arrived)
      co_return false;
  }
}

// The client that connects and then says nothing has the time of a header only.
SteadyClock::time_point Connection::deadline_of(Progress progress) const {
  const ServerOptions& options = worker_.shared().options;
  const auto now = SteadyClock::now();
  if (progress == Progress::body)
    return now + options.body_timeout;
  if (progress == Progress::idle && !is_first_request_)
    return now + options.idle_timeout;
  if (progress == Progress::idle && worker_.is_stopping())
    return now + first_word_time;
  return now + options.header_timeout;
}

// Waiting holds no buffer: bytes are read once they are there, into the worker's scratch space.
Task<Connection::Wait> Connection::wait_for_input() {
  for (;;) {
    if (!timed_out_ && !ended_)
      co_await await_input();
    if (ended_)
      co_return Wait::ended;
    if (timed_out_)
      co_return Wait::timed_out;
    const std::span<char> input = worker_.input();
    const Stream::Transfer transfer = stream_.read_some(input);
    if (transfer.state == Stream::State::blocked)
      continue;
    if (transfer.state == Stream::State::ended) {
      log_failure();
      co_return Wait::ended;
    }
    reader_.append({input.data(), transfer.count});
    co_return Wait::arrived;
  }
}

Task<> Connection::await_input() {
  return stream_.is_drained() ? stream_.wait() : go_on_reading();
}

// Who sends faster than it is read lets the others have a turn now and then.
Task<> Connection::go_on_reading() {
  constexpr unsigned reads_at_once = 16;
  if (++undrained_reads_ % reads_at_once == 0)
    co_await worker_.let_others();
}

bool Connection::send_continue() {
  constexpr std::string_view answer = "HTTP/1.1 100 Continue\r\n\r\n";
  return stream_.write_some(answer).count == answer.size();
}

// What operates the server goes on.
bool Connection::is_limited() const {
  return listener() == Listener::clients;
}

// Asked for each request, and so cheap as long as there is room and the thread keeps up.
std::optional<Admission::Reason> Connection::too_much(const Admission::Pass& pass) {
  const std::chrono::milliseconds max_delay = worker_.shared().admission.max_delay();
  const bool is_late = worker_.delay() > max_delay / 2 && stream_.silence() > max_delay;
  if ((pass.has_room() && !is_late) || worker_.shared().router.is_vital(reader_.request()))
    return std::nullopt;
  if (!pass.has_room())
    return Admission::Reason::requests;
  return worker_.refuses_next() ? std::optional(Admission::Reason::delay) : std::nullopt;
}

Response Connection::refuse(const Refusal& refusal) {
  describe_refused(refusal.status);
  Response response = worker_.shared().router.refuse(reader_.request(), refusal.status,
                                                     std::string(refusal.detail));
  if (refusal.status == 503)
    response.set("Retry-After", retry_after);
  return response;
}

Response Connection::refuse_for_now(Admission::Reason reason) {
  worker_.shared().admission.count_refusal(reason);
  return refuse({503, "The server has too much to do. Try again in a moment."});
}

// What was refused may not even have a method.
void Connection::describe_refused(unsigned status) {
  Request& request = reader_.request();
  request.route = worker_.shared().router.route_of(request);
  knows_method_ = request.route.has_value() && status != 501;
}

Connection::Sending Connection::send(const Response& response, bool closes) {
  const bool has_body = reader_.request().method != Method::head;
  Sending sending{.status = response.status,
                  .body_bytes = has_body ? response.body.size() : 0,
                  .rest = {},
                  .is_gone = false};
  count_request(response.status);
  std::string& out = worker_.output();
  serialise(out, response, closes);
  const Stream::Transfer transfer = stream_.write_some(out);
  sending.is_gone = transfer.state == Stream::State::ended;
  if (!sending.is_gone)
    sending.rest = out.substr(transfer.count);
  return sending;
}

void Connection::serialise(std::string& out, const Response& response, bool closes) {
  const Request& request = reader_.request();
  const ResponseFrame frame{
      .date = worker_.date(),
      .request_id = request.request_id,
      .is_head = request.method == Method::head,
      .closes = closes,
      .demands_https = worker_.shared().options.demands_https && listener() == Listener::clients};
  const Router& router = worker_.shared().router;
  try {
    write_response(out, response, frame);
    return;
  } catch (const std::logic_error& error) {
    router.log().error("internal_error", request.log_fields(),
                       {{"path", request.path}, {"reason", error.what()}});
  }
  write_response(out, router.refuse(request, 500, "Something went wrong in the server."), frame);
}

Task<> Connection::finish(Sending& sending) {
  const std::string rest = std::exchange(sending.rest, {});
  sending.is_gone = true;
  if (!held_.set(rest.size()) && is_limited()) {
    worker_.shared().admission.count_refusal(Admission::Reason::memory);
    co_return;
  }
  deadline_ = SteadyClock::now() + worker_.shared().options.write_timeout;
  std::string_view unsent = rest;
  while (!unsent.empty() && !timed_out_ && !ended_) {
    const Stream::Transfer transfer = stream_.write_some(unsent);
    if (transfer.state == Stream::State::ended)
      break;
    unsent.remove_prefix(transfer.count);
    if (transfer.state == Stream::State::blocked)
      co_await stream_.wait();
  }
  deadline_ = SteadyClock::time_point::max();
  held_.set(0);
  sending.is_gone = !unsent.empty() || timed_out_;
}

// Nothing but TLS has failures that are not answered.
void Connection::log_failure() const {
  const std::string_view reason = stream_.failure();
  if (reason.empty())
    return;
  const std::string address = format_address(peer_);
  worker_.shared().router.log().info("tls_failed", {{"address", address}, {"reason", reason}});
}

// Before the answer goes out: whoever has got it finds it counted.
void Connection::count_request(unsigned status) const {
  const Request& request = reader_.request();
  const auto method = knows_method_ ? std::optional(request.method) : std::nullopt;
  worker_.traffic().answered(request.route, method, status, SteadyClock::now() - begun_);
}

void Connection::log_request(const Sending& sending) const {
  const Log& log = worker_.shared().router.log();
  if (!log.is_enabled(LogLevel::info))
    return;
  const Request& request = reader_.request();
  const auto duration =
      std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - begun_);
  const std::string status_text = std::to_string(sending.status);
  const std::string duration_text = std::to_string(duration.count());
  const std::string bytes_text = std::to_string(sending.body_bytes);
  log.info("request", request.log_fields(),
           {{"method", name(request.method)},
            {"path", request.path},
            {"status", status_text},
            {"duration_us", duration_text},
            {"address", request.address},
            {"bytes", bytes_text}});
}

// Closing with unread bytes would reset the connection, and the client might lose the answer.
Task<> Connection::linger() {
  stream_.finish_writing();
  deadline_ = SteadyClock::now() + linger_time;
  Stream::Transfer transfer{.state = Stream::State::moved};
  while (transfer.state != Stream::State::ended && !timed_out_ && !ended_) {
    co_await await_input();
    transfer = stream_.read_some(worker_.input());
  }
}

void Connection::check_deadline(SteadyClock::time_point now) {
  if (now < deadline_)
    return;
  deadline_ = SteadyClock::time_point::max();
  timed_out_ = true;
  stream_.wake();
}

void Connection::close_if_idle() {
  if (!is_idle_)
    return;
  if (may_speak())
    deadline_ = std::min(deadline_, SteadyClock::now() + first_word_time);
  else
    cut_off();
}

// Whether a request is under way to a server that stops: one that has arrived and is not read yet,
// or the first one of a connection.
bool Connection::may_speak() {
  return is_first_request_ || stream_.has_arrivals();
}

void Connection::cut_off() {
  ended_ = true;
  stream_.wake();
}

}  // namespace latchkey::http
