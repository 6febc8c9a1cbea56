// Hands audit events on to a sink, in order, from where it last was.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "audit/sink.hpp"
#include "base/log.hpp"
#include "store/store.hpp"

namespace latchkey::audit {

// On a thread of its own from construction to destruction; whatever the sink does, nothing else
// waits for it. A new sink begins with the oldest event in the table. A fault is logged when it
// comes and when it is over, and tried again after 1 to 30 seconds. store and log outlive it.
class Shipper {
 public:
  Shipper(store::Store& store, const Log& log, std::unique_ptr<Sink> sink);
  ~Shipper();

 private:
  void run(const std::stop_token& stop);
  void start_from_last();
  void change_chain(store::audit::Chain chain);
  // Whether there may be more at once.
  bool ship_some();
  void report(const std::optional<std::string>& fault);
  void report_gap(std::int64_t next_id);

  store::Store& store_;
  const Log& log_;
  std::unique_ptr<Sink> sink_;
  store::audit::Chain chain_;
  std::optional<std::int64_t> position_;  // in the chain; nothing until it is known
  std::optional<std::string> fault_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // last: joined before the rest goes
};

}  // namespace latchkey::audit
