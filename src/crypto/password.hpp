// Password hashing: argon2id, 19 MiB, t=2 (OWASP), about 20 ms of one core each.
#pragma once

#include <string>
#include <string_view>

#include "base/secret.hpp"

namespace latchkey::crypto {

// Longer passwords are refused by callers before hashing.
inline constexpr std::size_t max_password_bytes = 1024;

// PHC string "$argon2id$...". Blocks; call on the hashing pool only.
std::string hash_password(const Secret& password);

// False for a wrong password and for a text that is no PHC string. Blocks.
bool verify_password(const Secret& password, const std::string& phc);

// A fixed valid hash to verify against when there is no such account, so that both take as long.
const std::string& decoy_password_hash();

}  // namespace latchkey::crypto
