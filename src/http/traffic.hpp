// What a server has answered, by route: for its metrics.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/metrics/duration_histogram.hpp"
#include "http/message.hpp"

namespace latchkey::http {

// Thread-safe. Each network thread counts in a share of its own, so that none waits for another's
// cache lines; they are added up when somebody reads.
class Traffic {
 public:
  // The part of one thread, which alone calls answered().
  class Share {
   public:
    explicit Share(std::vector<std::string> patterns);
    ~Share();
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

    // route: an index of the patterns, or nothing. method: nothing where it was not understood.
    void answered(std::optional<std::size_t> route, std::optional<Method> method, unsigned status,
                  std::chrono::nanoseconds duration);

   private:
    friend class Traffic;
    struct Answers;
    struct Route;

    std::vector<std::string> patterns_;
    std::unique_ptr<Route[]> routes_;  // by index; the last one is for what has no route
  };

  // The share lives as long as this.
  Share& add_share(std::vector<std::string> patterns);

  // The pattern, never a path: what is sent cannot make more of them.
  static constexpr std::string_view unmatched = "unmatched";
  static constexpr std::string_view unknown_method = "unknown";
  struct Answer {
    std::string route;
    std::string method;
    unsigned status;
    auto operator<=>(const Answer&) const = default;
  };
  struct Counts {
    std::map<Answer, std::uint64_t> answers;
    std::map<std::string, metrics::DurationCounts> durations;  // by route
  };
  [[nodiscard]] Counts counts() const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<Share>> shares_;
};

}  // namespace latchkey::http
