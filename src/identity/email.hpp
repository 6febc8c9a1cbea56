// What an e-mail address of a user must look like.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace latchkey::identity {

// What is wrong with it, for the administrator; nothing when it will do. At most 254 bytes, one
// '@', no spaces or control characters; "localhost" will do as a domain.
std::optional<std::string> email_fault(std::string_view email);

}  // namespace latchkey::identity
