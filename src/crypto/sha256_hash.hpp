// Digests as the keys of a hash table.
#pragma once

#include <cstddef>
#include <cstring>

#include "crypto/digest.hpp"

namespace latchkey::crypto {

// A digest is as good as random.
struct Sha256Hash {
  std::size_t operator()(const Sha256& digest) const {
    std::size_t hash = 0;
    std::memcpy(&hash, digest.data(), sizeof hash);
    return hash;
  }
};

}  // namespace latchkey::crypto
