// Random bytes from OpenSSL, through a per-thread pool that is wiped as it is used.
#pragma once

#include "base/random.hpp"

namespace latchkey::crypto {

class SystemRandom final : public Random {
 public:
  void fill(std::span<std::byte> bytes) override;
};

}  // namespace latchkey::crypto
