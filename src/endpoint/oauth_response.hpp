// JSON answers of the token endpoint and its siblings (RFC 6749 5, RFC 6750 3).
#pragma once

#include <string>

#include "http/message.hpp"
#include "oauth/error.hpp"

namespace latchkey::endpoint {

// 200 with Cache-Control: no-store (RFC 6749 5.1).
http::Response oauth_success(std::string json);

// RFC 6749 5.2; invalid_client carries the Basic challenge.
http::Response oauth_error(const oauth::Error& error);

// RFC 6750 3: the Bearer challenge; without an error when no token was sent.
// resource_metadata: the URL of RFC 9728 5.1, where the resource is not this server.
http::Response bearer_challenge(std::string_view resource_metadata = {});
http::Response bearer_error(const oauth::Error& error, std::string_view scope_needed = {},
                            std::string_view resource_metadata = {});

}  // namespace latchkey::endpoint
