#include "oauth/request/authorization_header.hpp"

#include <algorithm>

#include "base/ascii.hpp"

namespace latchkey::oauth {

namespace {

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

bool AuthorizationHeader::has_scheme(std::string_view lowercase) const {
  return equals_ignoring_case(scheme, lowercase);
}

AuthorizationHeader split_authorization(std::string_view header) {
  header = trim(header);
  const auto space = std::min(header.find(' '), header.size());
  return {header.substr(0, space), trim(header.substr(space))};
}

}  // namespace latchkey::oauth
