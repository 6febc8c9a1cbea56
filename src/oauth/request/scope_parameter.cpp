#include "oauth/request/scope_parameter.hpp"

namespace latchkey::oauth {

std::expected<std::optional<ScopeSet>, Error> read_scope(const ParameterReader& reader) {
  const auto text = reader.optional("scope");
  if (!text)
    return std::unexpected(text.error());
  if (!*text)
    return std::nullopt;
  auto scope = ScopeSet::parse(**text);
  if (!scope)
    return refuse(ErrorCode::invalid_scope, "The scope is malformed.");
  if (scope->empty())
    return std::nullopt;
  return scope;
}

}  // namespace latchkey::oauth
