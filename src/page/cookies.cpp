#include "page/cookies.hpp"

#include <algorithm>

namespace latchkey::page {

namespace {

constexpr std::size_t max_value_bytes = 128;

// Of the values that this server gives out; others are a stranger's.
bool is_own_value(std::string_view value) {
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  };
  return !value.empty() && value.size() <= max_value_bytes &&
         std::ranges::all_of(value, is_allowed);
}

}  // namespace

http::CookieSecurity cookie_security(const identity::Deployment& deployment) {
  return deployment.has_secure_cookies ? http::CookieSecurity::host_prefixed
                                       : http::CookieSecurity::plain;
}

std::optional<std::string_view> read_cookie(const http::Request& request,
                                            const identity::Deployment& deployment,
                                            std::string_view base_name) {
  const auto value = request.cookie(http::cookie_name(cookie_security(deployment), base_name));
  return value && is_own_value(*value) ? value : std::nullopt;
}

}  // namespace latchkey::page
