#include "page/content_security.hpp"

#include <algorithm>

namespace latchkey::page {

namespace {

bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_scheme(std::string_view scheme) {
  return !scheme.empty() && is_alpha(scheme.front()) && std::ranges::all_of(scheme, [](char c) {
    return is_alpha(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
  });
}

// A name or IPv4 address and perhaps a port.
bool is_host(std::string_view authority) {
  return !authority.empty() && (is_alpha(authority.front()) || is_digit(authority.front())) &&
         std::ranges::all_of(authority, [](char c) {
           return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == ':';
         });
}

}  // namespace

std::string form_action_source(std::string_view uri) {
  const auto colon = uri.find(':');
  if (colon == std::string_view::npos || !is_scheme(uri.substr(0, colon)))
    return "";
  std::string scheme(uri.substr(0, colon + 1));
  std::string_view rest = uri.substr(colon + 1);
  if (!rest.starts_with("//") || (scheme != "http:" && scheme != "https:"))
    return scheme;
  rest.remove_prefix(2);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  return is_host(authority) ? scheme.append("//").append(authority) : scheme;
}

std::string content_security_policy(const ContentSecurity& content) {
  std::string policy =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
      "frame-ancestors 'none'; form-action 'self'";
  if (const auto source = form_action_source(content.form_target); !source.empty())
    policy.append(" ").append(source);
  policy += content.has_script ? "; script-src 'self'" : "; script-src 'none'";
  return policy;
}

}  // namespace latchkey::page
