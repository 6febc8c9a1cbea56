#include "oauth/check/jwt_claims.hpp"

namespace latchkey::oauth {

std::optional<std::string> text_claim(const json::object& claims, std::string_view name) {
  const auto* member = claims.if_contains(name);
  if (member == nullptr || !member->is_string() || member->get_string().empty())
    return std::nullopt;
  return std::string(member->get_string());
}

}  // namespace latchkey::oauth
