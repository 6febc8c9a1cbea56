#include "http/cookie.hpp"

#include <algorithm>
#include <stdexcept>

namespace latchkey::http {

namespace {

// cookie-octet of RFC 6265 4.1.1.
bool is_cookie_octet(char c) {
  return c > 0x20 && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
}

}  // namespace

std::string cookie_name(CookieSecurity security, std::string_view base_name) {
  std::string name = security == CookieSecurity::host_prefixed ? "__Host-" : "";
  return name.append(base_name);
}

std::string set_cookie(CookieSecurity security, std::string_view base_name, std::string_view value,
                       std::optional<std::chrono::seconds> max_age) {
  if (!std::ranges::all_of(value, is_cookie_octet))
    throw std::logic_error("a cookie value holds a character that cookies cannot carry");
  std::string text = cookie_name(security, base_name);
  text.append("=").append(value).append("; Path=/; HttpOnly; SameSite=Lax");
  if (security == CookieSecurity::host_prefixed)
    text += "; Secure";
  if (max_age)
    text.append("; Max-Age=").append(std::to_string(max_age->count()));
  return text;
}

std::string clear_cookie(CookieSecurity security, std::string_view base_name) {
  return set_cookie(security, base_name, "", std::chrono::seconds(0));
}

}  // namespace latchkey::http
