// SHA-256, HMAC-SHA-256 and constant-time comparison.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace latchkey::crypto {

using Sha256 = std::array<std::byte, 32>;

Sha256 sha256(std::string_view data);
Sha256 hmac_sha256(std::string_view key, std::string_view data);

// What the store holds instead of a bearer value: base64url(SHA-256(value)), 43 characters.
std::string digest_text(std::string_view value);

// Takes the same time wherever two texts of equal length differ.
bool constant_time_equal(std::string_view a, std::string_view b);

}  // namespace latchkey::crypto
