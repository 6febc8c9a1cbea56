// Redirect URIs: what may be registered, and what matches a registered one (RFC 6749 3.1.2, RFC
// 8252 7, RFC 9700 2.1).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "oauth/model/client.hpp"

namespace latchkey::oauth {

// What is wrong with registering it, in words for the administrator; nothing when it may be.
std::optional<std::string> redirect_uri_fault(std::string_view uri, ClientType client_type);

// Byte-for-byte, but for the port of loopback URIs: any, where registered as "*", and for the
// literals 127.0.0.1 and [::1] always.
bool matches_redirect_uri(std::string_view registered, std::string_view presented);
bool matches_any_redirect_uri(std::span<const std::string> registered, std::string_view presented);

bool is_loopback_redirect_uri(std::string_view uri);
bool is_private_use_redirect_uri(std::string_view uri);  // a scheme other than http and https

}  // namespace latchkey::oauth
