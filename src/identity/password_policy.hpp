// What a new password must be (NIST SP 800-63B 5.1.1.2: length, no composition rules).
#pragma once

#include <optional>
#include <string>

#include "base/secret.hpp"

namespace latchkey::identity {

inline constexpr std::size_t min_password_characters = 10;

// What is wrong with it, for the user; nothing when it will do.
std::optional<std::string> password_fault(const Secret& password, std::string_view email);

}  // namespace latchkey::identity
