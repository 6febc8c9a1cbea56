// One GET of a URL, for looking at what others would see of this server; blocking.
#pragma once

#include <chrono>
#include <expected>
#include <string>

#include "http/message.hpp"

namespace latchkey::http {

// Status and body alone: redirects are not followed, and the body is at most 1 MiB. The error says
// what failed: the name, the connection, the certificate, or the time.
std::expected<Response, std::string> fetch(
    const std::string& url, std::chrono::milliseconds timeout = std::chrono::seconds(5));

}  // namespace latchkey::http
