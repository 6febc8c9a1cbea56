#include "crypto/sodium.hpp"

#include <sodium.h>
#include <stdexcept>

namespace latchkey::crypto {

void require_sodium() {
  static const bool is_ready = sodium_init() >= 0;
  if (!is_ready)
    throw std::runtime_error("libsodium cannot start");
}

}  // namespace latchkey::crypto
