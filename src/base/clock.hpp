// Time as an argument: what the system says, or what a test sets.
#pragma once

#include <chrono>
#include <cstdint>

namespace latchkey {

// Microseconds since the Unix epoch, UTC. Stored as an integer, sent as RFC 3339 or NumericDate.
using Time = std::chrono::sys_time<std::chrono::microseconds>;
using Duration = std::chrono::microseconds;

// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Time now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Time now() const override {
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
  }
};

// NumericDate of RFC 7519: whole seconds.
inline std::int64_t numeric_date(Time time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}
inline Time from_numeric_date(std::int64_t seconds) {
  return Time(std::chrono::seconds(seconds));
}

}  // namespace latchkey
