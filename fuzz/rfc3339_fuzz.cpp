#include "base/timestamp.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey;
  const auto time = parse_rfc3339(fuzz::text_of(data, size));
  if (!time)
    return 0;
  const auto text = format_rfc3339(*time);
  const bool has_fraction = text.contains('.');
  constexpr std::string_view whole = "2026-01-31T12:00:00Z";
  constexpr std::string_view fractional = "2026-01-31T12:00:00.123456Z";
  fuzz::require(text.size() == (has_fraction ? fractional : whole).size());
  fuzz::require(parse_rfc3339(text) == time);
  return 0;
}
