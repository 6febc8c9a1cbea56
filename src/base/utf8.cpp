#include "base/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <utility>

namespace latchkey {
namespace {

struct Lead {
  std::size_t length;
  char32_t bits;
  char32_t least;  // a smaller result is an overlong form
};

std::optional<Lead> read_lead(unsigned char byte) {
  if (byte < 0x80)
    return Lead{1, byte, 0};
  if ((byte & 0xe0U) == 0xc0U)
    return Lead{2, byte & 0x1fU, 0x80};
  if ((byte & 0xf0U) == 0xe0U)
    return Lead{3, byte & 0x0fU, 0x800};
  if ((byte & 0xf8U) == 0xf0U)
    return Lead{4, byte & 0x07U, 0x10000};
  return std::nullopt;
}

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

std::optional<std::pair<char32_t, std::size_t>> read_character(std::string_view text) {
  const auto lead = read_lead(static_cast<unsigned char>(text.front()));
  if (!lead || text.size() < lead->length)
    return std::nullopt;
  char32_t character = lead->bits;
  for (const char byte : text.substr(1, lead->length - 1)) {
    if (!is_continuation(byte))
      return std::nullopt;
    character = (character << 6U) | (static_cast<unsigned char>(byte) & 0x3fU);
  }
  const bool is_surrogate = character >= 0xd800 && character <= 0xdfff;
  if (character < lead->least || character > 0x10ffff || is_surrogate)
    return std::nullopt;
  return std::pair(character, lead->length);
}

void skip_ascii(std::string_view& text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  for (std::uint64_t eight = 0; text.size() >= sizeof eight; text.remove_prefix(sizeof eight)) {
    std::memcpy(&eight, text.data(), sizeof eight);
    if ((eight & high_bits) != 0)
      break;
  }
  while (!text.empty() && static_cast<unsigned char>(text.front()) < 0x80) text.remove_prefix(1);
}

}  // namespace

std::optional<char32_t> take_character(std::string_view& text) {
  const auto read = read_character(text);
  text.remove_prefix(read ? read->second : 1);
  if (!read)
    return std::nullopt;
  return read->first;
}

bool is_utf8(std::string_view text) {
  for (skip_ascii(text); !text.empty(); skip_ascii(text))
    if (!take_character(text))
      return false;
  return true;
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, std::not_fn(is_continuation)));
}

}  // namespace latchkey
