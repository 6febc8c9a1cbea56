// Finds where text stops being plain, eight bytes at a time.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace latchkey {

constexpr std::uint64_t eight_times(char c) {
  return 0x0101010101010101U * static_cast<unsigned char>(c);
}

// How many of the eight bytes, the first being the lowest, are in front of one that is below 0x20
// or one of `others`, which are ASCII.
template <char... others>
std::size_t plain_run_of_eight(std::uint64_t eight) {
  // Has the high bit of every byte that ends the run, and perhaps of some behind the first.
  const std::uint64_t ends =
      ((eight - eight_times(0x20)) | ... | ((eight ^ eight_times(others)) - eight_times(1))) &
      ~eight & eight_times('\x80');
  return static_cast<std::size_t>(std::countr_zero(ends)) / 8;
}

// How many bytes at the front of the text are neither control characters below 0x20 nor one of
// `others`, which are ASCII.
template <char... others>
std::size_t plain_run(std::string_view text) {
  std::size_t run = 0;
  if (std::endian::native == std::endian::little && text.size() >= 8) {
    const auto run_from = [text](std::size_t place) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, text.data() + place, sizeof eight);
      return plain_run_of_eight<others...>(eight);
    };
    for (; text.size() - run >= 8; run += 8)
      if (const std::size_t plain = run_from(run); plain < 8)
        return run + plain;
    return text.size() - 8 + run_from(text.size() - 8);
  }
  const auto is_plain = [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && ((c != others) && ...);
  };
  while (run < text.size() && is_plain(text[run])) ++run;
  return run;
}

}  // namespace latchkey
