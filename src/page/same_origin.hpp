// Whether a form was sent from a page of this server, as far as the browser says.
#pragma once

#include <string_view>

#include "http/message.hpp"

namespace latchkey::page {

// By Sec-Fetch-Site and Origin, where they are sent. Pages ask for no referrer, so browsers send
// "Origin: null" with their forms: that will do only beside Sec-Fetch-Site: same-origin. Of an
// issuer on http loopback every loopback name is the same server.
bool is_from_own_page(const http::Request& request, std::string_view issuer_url);

}  // namespace latchkey::page
