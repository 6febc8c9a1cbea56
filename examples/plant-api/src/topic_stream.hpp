// Topics as they change, as Server-Sent Events (WHATWG HTML, 9.2).
#pragma once

#include <condition_variable>
#include <httplib.h>
#include <mutex>

#include "guard.hpp"
#include "topics.hpp"

namespace plant {

// Each stream takes a thread of the server's pool: so many at once, and 503 for more.
inline constexpr int most_streams = 32;

// A stream begins with the present values, or after the event that Last-Event-ID names, and ends
// with the token that opened it. Must outlive the server, as must what it is given.
class TopicStream {
 public:
  explicit TopicStream(const Topics& topics) : topics_(topics) {}

  void add_route(httplib::Server& server, const Guard& guard);
  // Ends all streams and refuses new ones; returns when they have ended, after 2 seconds at most.
  void end();

 private:
  void open(const Caller& caller, const httplib::Request& request, httplib::Response& response);
  bool take_place();
  void give_place_back();
  bool is_ending();

  const Topics& topics_;
  std::mutex mutex_;
  std::condition_variable has_closed_;
  int open_ = 0;
  bool is_ending_ = false;
};

}  // namespace plant
