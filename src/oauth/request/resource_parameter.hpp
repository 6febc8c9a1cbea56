// The resource parameter (RFC 8707 2).
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "base/form.hpp"
#include "oauth/error.hpp"

namespace latchkey::oauth {

// Of an authorization request, which may name several; more than a handful is invalid_target.
std::expected<std::vector<std::string>, Error> read_resources(const Parameters& parameters);

// Of a token request. A token is for one resource: several are invalid_target.
std::expected<std::optional<std::string>, Error> read_resource(const Parameters& parameters);

}  // namespace latchkey::oauth
