// When signing keys change by themselves.
#pragma once

#include <chrono>

#include "base/clock.hpp"

namespace latchkey::store::signing_keys {

// publish_before is shorter than rotate_after.
struct RotationPolicy {
  Duration rotate_after = std::chrono::hours(24 * 90);  // a key has signed for
  Duration publish_before = std::chrono::hours(24);     // the next one signs
};

}  // namespace latchkey::store::signing_keys
