// What is thrown when an overload or an unreachable dependency ends a request: 503 with
// Retry-After.
#pragma once

#include <stdexcept>
#include <string>

namespace latchkey {

class Unavailable : public std::runtime_error {
 public:
  explicit Unavailable(const std::string& reason, unsigned retry_after = 1)
      : std::runtime_error(reason), retry_after_seconds(retry_after) {}
  unsigned retry_after_seconds;
};

}  // namespace latchkey
