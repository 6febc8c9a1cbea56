// The scope parameter (RFC 6749 3.3) of authorization and token requests.
#pragma once

#include <expected>
#include <optional>

#include "oauth/error.hpp"
#include "oauth/model/scope.hpp"
#include "oauth/request/parameters.hpp"

namespace latchkey::oauth {

// Nothing when omitted; invalid_scope when it holds what no scope-token may.
std::expected<std::optional<ScopeSet>, Error> read_scope(const ParameterReader& reader);

}  // namespace latchkey::oauth
