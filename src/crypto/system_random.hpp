// Random bytes from the operating system, through a per-thread pool that is wiped as it is used.
#pragma once

#include "base/random.hpp"

namespace latchkey::crypto {

// Thread-safe. Not for processes that fork: parent and child would share what is left of the pool.
class SystemRandom final : public Random {
 public:
  // Throws std::system_error when the system has no randomness to give.
  void fill(std::span<std::byte> bytes) override;
};

}  // namespace latchkey::crypto
