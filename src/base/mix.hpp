// Making a counter look drawn at random.
#pragma once

#include <cstdint>

namespace latchkey {

// SplitMix64's finaliser: a bijection, so different counters give different numbers.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

}  // namespace latchkey
