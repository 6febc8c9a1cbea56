// A client id that an operator made, so that it is the same on several servers.
#pragma once

#include <string_view>

namespace latchkey::oauth {

// Characters that no URL or form escapes (RFC 3986 2.3), a letter or digit first, 3 to 100 of them.
bool is_good_client_id(std::string_view text);

}  // namespace latchkey::oauth
