// base64url (RFC 4648 5), base64, hex and percent encodings, strict on decoding.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace latchkey {

// Views a string's characters as bytes; shares its lifetime.
inline std::span<const std::byte> as_bytes(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

std::string base64url_encode(std::span<const std::byte> bytes);  // without padding
std::string base64_encode(std::span<const std::byte> bytes);     // with padding
std::string hex_encode(std::span<const std::byte> bytes);        // lowercase

// Nothing for a foreign character, padding, wrong length or non-zero trailing bits.
std::optional<std::string> base64url_decode(std::string_view text);
// With padding; nothing on any fault.
std::optional<std::string> base64_decode(std::string_view text);
// In either case of letters; nothing for a foreign character or half a byte.
std::optional<std::string> hex_decode(std::string_view text);

// RFC 3986: everything but unreserved characters becomes %XX.
std::string percent_encode(std::string_view text);

}  // namespace latchkey
