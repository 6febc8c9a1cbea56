#include "base/random.hpp"

#include <array>

#include "base/encoding.hpp"

namespace latchkey {

std::string make_id(Random& random, std::string_view prefix) {
  constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
  std::array<std::byte, 26> bytes;
  random.fill(bytes);
  std::string id(prefix);
  id.reserve(prefix.size() + bytes.size());
  for (const std::byte byte : bytes)
    id += alphabet[std::to_integer<std::size_t>(byte & std::byte{0x1f})];
  return id;
}

std::string make_bearer_value(Random& random, std::string_view prefix) {
  std::array<std::byte, 32> bytes;
  random.fill(bytes);
  std::string value(prefix);
  value += base64url_encode(bytes);
  return value;
}

}  // namespace latchkey
