// The [[resource]] tables of the configuration file: the APIs that forward authorization decides
// about.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "oauth/model/resource.hpp"

namespace latchkey::server {

inline constexpr std::string_view resource_key = "resource";

// path: of the configuration file; empty: there is none. servers_own: as in oauth::resource_fault.
// The error names file, place and what would do.
std::expected<std::vector<oauth::Resource>, std::string> read_resources(
    const std::string& path, std::string_view servers_own);

}  // namespace latchkey::server
