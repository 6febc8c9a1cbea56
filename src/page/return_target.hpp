// Where a browser may be sent after signing in, when a link says so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace latchkey::page {

// A path on this server as every browser understands it: '/', then neither '/' nor '\', and only
// visible ASCII without '\' in at most 2048 bytes. So no scheme, no other host, nothing a browser
// strips or turns round before it reads it.
bool is_local_path(std::string_view target);

// The first page where nothing usable is asked for.
std::string return_target(const std::optional<std::string>& asked);

}  // namespace latchkey::page
