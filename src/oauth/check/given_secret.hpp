// A client secret that an operator made: whether it may be taken for one of full entropy.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace latchkey::oauth {

// What is wrong with it, without repeating it; nothing when it is good. Secrets are stored as
// SHA-256, which is safe for what cannot be guessed and for nothing else: so it takes the lks_ form
// of the server's own, or 32 to 200 visible ASCII characters that look random: at least 12
// different ones, no part repeated, few in the order of the alphabet. Who chose it is not seen in
// it: docs say how to make one.
std::optional<std::string> given_secret_fault(std::string_view secret);

}  // namespace latchkey::oauth
