// One client's connection: reads requests, has them answered, keeps to the deadlines.
#pragma once

#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/admission.hpp"
#include "http/request_reader.hpp"
#include "http/stream.hpp"
#include "http/worker.hpp"

namespace latchkey::http {

// Lives within its coroutine on the worker's thread; known to the worker as long as it exists.
class Connection {
 public:
  // tls is null where the listener has none.
  Connection(Worker& worker, Descriptor socket, Listener listener,
             std::shared_ptr<const crypto::TlsContext> tls);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Until either side closes. Requests of a pipeline are answered one after the other.
  Task<> run();

  // For the worker: gives up what is being waited for once its deadline has passed.
  void check_deadline(SteadyClock::time_point now);
  void close_if_idle();
  void cut_off();
  // For a worker that ends: destroys the coroutine where it waits for the client.
  void abandon() { stream_.abandon(); }

  [[nodiscard]] Listener listener() const { return reader_.request().listener; }

  // Where the worker keeps it.
  std::size_t place = 0;

 private:
  using Progress = RequestReader::Progress;
  enum class Wait { arrived, timed_out, ended };

  // False when the client is gone and nothing is to be answered.
  Task<std::expected<bool, Refusal>> read_request();
  Task<Wait> wait_for_input();
  // Until there may be something to read.
  Task<> await_input();
  Task<> go_on_reading();
  [[nodiscard]] SteadyClock::time_point deadline_of(Progress progress) const;
  [[nodiscard]] bool may_speak();
  bool send_continue();

  [[nodiscard]] bool is_limited() const;
  // Why the request, all of which is here, is not worked on.
  [[nodiscard]] std::optional<Admission::Reason> too_much(const Admission::Pass& pass);
  Response refuse(const Refusal& refusal);
  Response refuse_for_now(Admission::Reason reason);

  void describe_refused(unsigned status);
  // An answer under way to the client; what is left where it takes its time to read.
  struct Sending {
    unsigned status;
    std::size_t body_bytes;
    std::string rest;
    bool is_gone;  // the client
  };
  Sending send(const Response& response, bool closes);
  Task<> finish(Sending& sending);
  void serialise(std::string& out, const Response& response, bool closes);
  void log_failure() const;
  void count_request(unsigned status) const;
  void log_request(const Sending& sending) const;
  // Lets the client read the last answer although it has not been listened to till the end.
  Task<> linger();

  Worker& worker_;
  boost::asio::ip::address peer_;
  Stream stream_;
  RequestReader reader_;
  Admission::Held held_;
  bool is_idle_ = true;
  bool is_first_request_ = true;
  bool knows_method_ = true;  // of the request being answered
  unsigned undrained_reads_ = 0;
  bool timed_out_ = false;
  bool ended_ = false;
  SteadyClock::time_point deadline_ = SteadyClock::time_point::max();
  SteadyClock::time_point begun_;  // of the request being answered
};

}  // namespace latchkey::http
