// The two forms of a P-256 signature: DER as OpenSSL has it, r || s as JWS carries it (RFC
// 7518 3.4).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace latchkey::crypto {

// Throws std::runtime_error for what OpenSSL cannot have made.
std::string raw_from_der(std::span<const unsigned char> der);

// Nothing unless raw is 64 bytes.
std::optional<std::string> der_from_raw(std::string_view raw);

}  // namespace latchkey::crypto
