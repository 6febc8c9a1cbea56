// How long what has expired is still kept.
#pragma once

#include <chrono>

#include "base/clock.hpp"

namespace latchkey::store {

// Codes that come back this long after they expired are still recognized as reused, and their
// grants with them.
inline constexpr Duration retention = std::chrono::hours(1);

// What happened by the hour is known for this long.
inline constexpr Duration activity_retention = std::chrono::hours(24 * 32);

}  // namespace latchkey::store
