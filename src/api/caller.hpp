// From a request's cookie or Authorization header to the caller of the REST API.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "api/access.hpp"
#include "api/call.hpp"
#include "http/cookie.hpp"
#include "identity/deployment.hpp"

namespace latchkey::api {

// The cookie of the server's sign-in page, so that one sign-in serves pages and console.
inline constexpr std::string_view session_cookie = "latchkey_session";
inline constexpr std::string_view csrf_header = "x-csrf-token";

http::CookieSecurity cookie_security(const identity::Deployment& deployment);
std::optional<std::string_view> session_cookie_value(const http::Request& request,
                                                     const identity::Deployment& deployment);

// Who calls, and that they may: the local socket decides alone, and elsewhere an Authorization
// header, whatever cookie comes with it.
Task<std::expected<Caller, Problem>> identify_caller(const identity::Services& services,
                                                     const Access& access,
                                                     const http::Request& request);

}  // namespace latchkey::api
