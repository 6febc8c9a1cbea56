// Times as JSON has them (RFC 3339, UTC, milliseconds).
#pragma once

#include <chrono>
#include <string>

namespace plant {

using Time = std::chrono::system_clock::time_point;

std::string rfc3339(Time time);

}  // namespace plant
