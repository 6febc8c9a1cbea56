// The Authorization header (RFC 9110 11.6.2): a scheme and what follows it.
#pragma once

#include <string_view>

namespace latchkey::oauth {

// Borrows the header's text.
struct AuthorizationHeader {
  std::string_view scheme;
  std::string_view value;  // without surrounding spaces; may be empty

  // lowercase: the scheme's name in lower case.
  [[nodiscard]] bool has_scheme(std::string_view lowercase) const;
};

AuthorizationHeader split_authorization(std::string_view header);

}  // namespace latchkey::oauth
