// HTTP requests by libcurl.
#pragma once

#include "latchkey/resource/settings.hpp"

namespace latchkey::resource {

// Keeps connections open between requests. http and https only, no redirects, answers of at most
// 1 MiB; certificates are verified against what the system trusts.
Fetch curl_fetch();

}  // namespace latchkey::resource
