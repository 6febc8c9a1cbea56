#include "oauth/request/authorization_header.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/field_value.hpp"

namespace latchkey::oauth {

bool AuthorizationHeader::has_scheme(std::string_view lowercase) const {
  return equals_ignoring_case(scheme, lowercase);
}

AuthorizationHeader split_authorization(std::string_view header) {
  header = trim(header);
  const auto space = std::min(header.find(' '), header.size());
  return {header.substr(0, space), trim(header.substr(space))};
}

}  // namespace latchkey::oauth
