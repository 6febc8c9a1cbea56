// Finds where text stops being plain, eight bytes at a time.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace latchkey {

// How many bytes at the front of the text are neither control characters below 0x20 nor one of
// `others`, which are ASCII.
template <char... others>
std::size_t plain_run(std::string_view text) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t high_bits = ones << 7U;
  constexpr auto repeated = [](char c) { return ones * static_cast<unsigned char>(c); };
  std::size_t run = 0;
  for (std::uint64_t eight = 0; text.size() - run >= sizeof eight; run += sizeof eight) {
    std::memcpy(&eight, text.data() + run, sizeof eight);
    // Has the high bit of every byte that ends the run, and where there is one, perhaps of others.
    const std::uint64_t ends =
        ((eight - repeated(0x20)) | ... | ((eight ^ repeated(others)) - ones)) & ~eight & high_bits;
    if (ends != 0)
      break;
  }
  const auto is_plain = [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && ((c != others) && ...);
  };
  while (run < text.size() && is_plain(text[run])) ++run;
  return run;
}

}  // namespace latchkey
