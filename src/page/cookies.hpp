// The cookies of browsers: the session's, and the one that binds sign-in and consent to a browser.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/cookie.hpp"
#include "http/message.hpp"
#include "identity/deployment.hpp"

namespace latchkey::page {

inline constexpr std::string_view session_cookie = "latchkey_session";
inline constexpr std::string_view browser_cookie = "latchkey_browser";

http::CookieSecurity cookie_security(const identity::Deployment& deployment);
// The value of a cookie of this server, by base name.
std::optional<std::string_view> read_cookie(const http::Request& request,
                                            const identity::Deployment& deployment,
                                            std::string_view base_name);

}  // namespace latchkey::page
