// The claims parameter (OIDC Core 5.5): which claims a request asks for one by one.
#pragma once

#include <expected>
#include <string_view>

#include "oauth/error.hpp"
#include "oauth/request/authorization_request.hpp"

namespace latchkey::oauth {

// invalid_request when it is not the JSON of OIDC Core 5.5; members it does not name are ignored.
std::expected<ClaimsRequest, Error> parse_claims_parameter(std::string_view text);

}  // namespace latchkey::oauth
