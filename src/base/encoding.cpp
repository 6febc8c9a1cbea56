#include "base/encoding.hpp"

#include <array>
#include <cstdint>

#include "base/hex_digit.hpp"

namespace latchkey {
namespace {

constexpr std::string_view base64_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base64url_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::uint8_t foreign = 0xff;
using Values = std::array<std::uint8_t, 256>;

consteval Values values_of(std::string_view alphabet) {
  Values values;
  values.fill(foreign);
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  return values;
}

constexpr Values base64_values = values_of(base64_alphabet);
constexpr Values base64url_values = values_of(base64url_alphabet);

std::string encode(std::span<const std::byte> bytes, std::string_view alphabet) {
  std::string text((bytes.size() * 4 + 2) / 3, '\0');
  auto out = text.begin();
  const auto put = [&](std::uint32_t group, unsigned sextets) {
    for (unsigned i = 0; i < sextets; ++i) *out++ = alphabet[(group >> (18 - 6 * i)) & 0x3fU];
  };
  const auto byte = [](std::byte value, unsigned shift) {
    return std::to_integer<std::uint32_t>(value) << shift;
  };
  for (; bytes.size() >= 3; bytes = bytes.subspan(3))
    put(byte(bytes[0], 16) | byte(bytes[1], 8) | byte(bytes[2], 0), 4);
  if (bytes.size() == 2)
    put(byte(bytes[0], 16) | byte(bytes[1], 8), 3);
  else if (bytes.size() == 1)
    put(byte(bytes[0], 16), 2);
  return text;
}

// Without padding. Refuses what encode() would not have produced.
std::optional<std::string> decode(std::string_view text, const Values& values) {
  if (text.size() % 4 == 1)
    return std::nullopt;
  std::string bytes(text.size() / 4 * 3 + text.size() % 4 * 3 / 4, '\0');
  auto out = bytes.begin();
  const auto sextet = [&](std::size_t place) {
    return std::uint32_t{values[static_cast<unsigned char>(text[place])]};
  };
  const auto put = [&out](std::uint32_t value) { *out++ = static_cast<char>(value & 0xffU); };
  // A foreign character has bits beyond the six.
  constexpr std::uint32_t beyond = ~0x3fU;
  for (; text.size() >= 4; text.remove_prefix(4)) {
    const std::uint32_t a = sextet(0);
    const std::uint32_t b = sextet(1);
    const std::uint32_t c = sextet(2);
    const std::uint32_t d = sextet(3);
    if (((a | b | c | d) & beyond) != 0)
      return std::nullopt;
    const std::uint32_t group = (a << 18U) | (b << 12U) | (c << 6U) | d;
    put(group >> 16U);
    put(group >> 8U);
    put(group);
  }
  if (text.empty())
    return bytes;
  const std::uint32_t a = sextet(0);
  const std::uint32_t b = sextet(1);
  const std::uint32_t c = text.size() == 3 ? sextet(2) : 0;
  const std::uint32_t group = (a << 18U) | (b << 12U) | (c << 6U);
  const std::uint32_t trailing = group & (text.size() == 3 ? 0xffU : 0xffffU);
  if (((a | b | c) & beyond) != 0 || trailing != 0)
    return std::nullopt;
  put(group >> 16U);
  if (text.size() == 3)
    put(group >> 8U);
  return bytes;
}

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

}  // namespace

std::string base64url_encode(std::span<const std::byte> bytes) {
  return encode(bytes, base64url_alphabet);
}

std::string base64_encode(std::span<const std::byte> bytes) {
  std::string text = encode(bytes, base64_alphabet);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::string hex_encode(std::span<const std::byte> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text(bytes.size() * 2, '\0');
  auto out = text.begin();
  for (const std::byte byte : bytes) {
    *out++ = digits[std::to_integer<std::size_t>(byte >> 4)];
    *out++ = digits[std::to_integer<std::size_t>(byte & std::byte{0x0f})];
  }
  return text;
}

std::optional<std::string> base64url_decode(std::string_view text) {
  return decode(text, base64url_values);
}

std::optional<std::string> base64_decode(std::string_view text) {
  if (text.size() % 4 != 0)
    return std::nullopt;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  return decode(text, base64_values);
}

std::optional<std::string> hex_decode(std::string_view text) {
  if (text.size() % 2 != 0)
    return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_digit_value(text[i]);
    const int low = hex_digit_value(text[i + 1]);
    if (high < 0 || low < 0)
      return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char character : text) {
    if (is_unreserved(character)) {
      encoded += character;
      continue;
    }
    const auto byte = static_cast<unsigned char>(character);
    encoded += '%';
    encoded += digits[byte >> 4U];
    encoded += digits[byte & 0x0fU];
  }
  return encoded;
}

}  // namespace latchkey
