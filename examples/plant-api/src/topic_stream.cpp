#include "topic_stream.hpp"

#include <boost/json/serialize.hpp>
#include <charconv>
#include <chrono>

#include "answer.hpp"
#include "topic_name.hpp"

namespace plant {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds patience{250};
// A comment as often lets proxies and both ends see that the connection is alive.
constexpr std::chrono::seconds quiet_for{15};

// The number of the last change that the client has seen; 0: it wants the present values first.
std::uint64_t last_seen(const httplib::Request& request, const Topics& topics) {
  const std::string text = request.get_header_value("Last-Event-ID");
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  // A number from before a restart may be greater than any that was given since.
  return is_number && number <= topics.latest_change() ? number : 0;
}

std::string event(const Topic& topic) {
  return "id: " + std::to_string(topic.change) +
         "\nevent: value\ndata: " + boost::json::serialize(to_json(topic)) + "\n\n";
}

struct Follower {
  std::string filter;
  std::uint64_t seen;
  steady_clock::time_point spoke_at = steady_clock::now();

  // What is to be sent next; empty: nothing yet.
  std::string next(const Topics& topics) {
    std::string text;
    for (const auto& topic : topics.changed_after(seen, filter, patience)) {
      text += event(topic);
      seen = topic.change;
    }
    if (text.empty() && steady_clock::now() - spoke_at > quiet_for)
      text = ": quiet\n\n";
    if (!text.empty())
      spoke_at = steady_clock::now();
    return text;
  }
};

}  // namespace

void TopicStream::add_route(httplib::Server& server, const Guard& guard) {
  server.Get("/plant/uns/stream",
             guard.require("uns:read", [this](const Caller& caller, const httplib::Request& request,
                                              httplib::Response& response) {
               open(caller, request, response);
             }));
}

void TopicStream::open(const Caller& caller, const httplib::Request& request,
                       httplib::Response& response) {
  const std::string filter = request.has_param("filter") ? request.get_param_value("filter") : "#";
  if (!is_topic_filter(filter))
    return answer_problem(response, 400, "The filter is no MQTT topic filter.");
  if (!take_place()) {
    response.set_header("Retry-After", "5");
    return answer_problem(response, 503, "There are too many streams.");
  }
  response.set_header("Cache-Control", "no-store");
  response.set_header("X-Accel-Buffering", "no");
  const auto until = caller.expires_at;
  response.set_chunked_content_provider(
      "text/event-stream",
      [this, until, follower = Follower{filter, last_seen(request, topics_)}](
          std::size_t, httplib::DataSink& sink) mutable {
        if (is_ending() || std::chrono::system_clock::now() >= until) {
          sink.done();
          return true;
        }
        const std::string text = follower.next(topics_);
        return text.empty() ? sink.is_writable() : sink.write(text.data(), text.size());
      },
      [this](bool) { give_place_back(); });
}

void TopicStream::end() {
  constexpr std::chrono::seconds at_most{2};
  std::unique_lock lock(mutex_);
  is_ending_ = true;
  has_closed_.wait_for(lock, at_most, [this] { return open_ == 0; });
}

bool TopicStream::take_place() {
  const std::scoped_lock lock(mutex_);
  if (is_ending_ || open_ >= most_streams)
    return false;
  ++open_;
  return true;
}

void TopicStream::give_place_back() {
  {
    const std::scoped_lock lock(mutex_);
    --open_;
  }
  has_closed_.notify_all();
}

bool TopicStream::is_ending() {
  const std::scoped_lock lock(mutex_);
  return is_ending_;
}

}  // namespace plant
