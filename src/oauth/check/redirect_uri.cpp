#include "oauth/check/redirect_uri.hpp"

#include <algorithm>

#include "oauth/check/loopback_uri.hpp"

namespace latchkey::oauth {

bool matches_redirect_uri(std::string_view registered, std::string_view presented) {
  const auto pattern = split_loopback_uri(registered);
  if (!pattern || !(pattern->has_any_port() || pattern->is_ip_literal()))
    return registered == presented;
  const auto actual = split_loopback_uri(presented);
  return actual && !actual->has_any_port() && actual->origin == pattern->origin &&
         actual->rest == pattern->rest;
}

bool matches_any_redirect_uri(std::span<const std::string> registered, std::string_view presented) {
  return std::ranges::any_of(
      registered, [presented](const auto& uri) { return matches_redirect_uri(uri, presented); });
}

bool is_loopback_redirect_uri(std::string_view uri) {
  return split_loopback_uri(uri).has_value();
}

bool is_private_use_redirect_uri(std::string_view uri) {
  const auto colon = uri.find(':');
  if (colon == std::string_view::npos)
    return false;
  const auto scheme = uri.substr(0, colon);
  return scheme != "http" && scheme != "https";
}

}  // namespace latchkey::oauth
