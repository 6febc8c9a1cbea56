// How a token is judged, apart from what the request needs it for.
#pragma once

#include <chrono>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "latchkey/resource/identity.hpp"
#include "latchkey/resource/refusal.hpp"
#include "latchkey/resource/settings.hpp"

namespace latchkey::resource {

// Of a token: invalid_request, invalid_token or unavailable.
struct Fault {
  Reason reason;
  std::string detail;
  std::chrono::seconds retry_after{0};
};

inline std::unexpected<Fault> malformed_token() {
  return std::unexpected(Fault{.reason = Reason::invalid_request, .detail = "no b64token"});
}
inline std::unexpected<Fault> invalid_token(std::string detail) {
  return std::unexpected(Fault{.reason = Reason::invalid_token, .detail = std::move(detail)});
}
inline std::unexpected<Fault> unavailable(std::string detail, std::chrono::seconds retry_after) {
  return std::unexpected(Fault{
      .reason = Reason::unavailable, .detail = std::move(detail), .retry_after = retry_after});
}

using Finding = std::expected<std::shared_ptr<const Identity>, Fault>;

// Thread-safe.
class Inspection {
 public:
  virtual ~Inspection() = default;
  virtual Finding inspect(std::string_view token) = 0;
};

inline Time time_of(const Settings& settings) {
  return std::chrono::time_point_cast<Duration>(settings.now());
}

}  // namespace latchkey::resource
