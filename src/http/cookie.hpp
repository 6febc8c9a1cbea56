// Set-Cookie (RFC 6265bis) for this server's own cookies.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace latchkey::http {

// Whether cookies are Secure with the __Host- prefix (https issuer), or plain (http on loopback).
enum class CookieSecurity { host_prefixed, plain };

// "__Host-latchkey_session" or "latchkey_session".
std::string cookie_name(CookieSecurity security, std::string_view base_name);

// HttpOnly; SameSite=Lax; Path=/; Secure where host_prefixed. Without max_age: for the browser
// session.
std::string set_cookie(CookieSecurity security, std::string_view base_name, std::string_view value,
                       std::optional<std::chrono::seconds> max_age = std::nullopt);
std::string clear_cookie(CookieSecurity security, std::string_view base_name);

}  // namespace latchkey::http
