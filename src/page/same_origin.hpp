// Whether a form was sent from a page of this server, as far as the browser says.
#pragma once

#include <string_view>

#include "http/message.hpp"

namespace latchkey::page {

// By Sec-Fetch-Site and Origin, where they are sent. Pages ask for no referrer, so browsers send
// "Origin: null" with their own forms: Sec-Fetch-Site then tells whose it is. A browser too old to
// send that (Safari before 16.4) is left to the CSRF token, which no other site can know or bring
// the SameSite cookie of. Of an issuer on http loopback every loopback name is the same server.
bool is_from_own_page(const http::Request& request, std::string_view issuer_url);

}  // namespace latchkey::page
