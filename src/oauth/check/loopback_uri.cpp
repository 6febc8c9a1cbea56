#include "oauth/check/loopback_uri.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace latchkey::oauth {

namespace {

constexpr std::array<std::string_view, 6> origins{
    "http://localhost",  "http://127.0.0.1",  "http://[::1]",
    "https://localhost", "https://127.0.0.1", "https://[::1]",
};

}  // namespace

bool is_port(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.empty() || text.size() > 5 || !std::ranges::all_of(text, is_digit))
    return false;
  unsigned port = 0;
  std::from_chars(text.data(), text.data() + text.size(), port);
  return port <= 65535;
}

std::optional<LoopbackUri> split_loopback_uri(std::string_view uri) {
  const auto origin = std::ranges::find_if(
      origins, [uri](std::string_view candidate) { return uri.starts_with(candidate); });
  if (origin == origins.end())
    return std::nullopt;
  LoopbackUri parts{uri.substr(0, origin->size()), std::nullopt, uri.substr(origin->size())};
  if (parts.rest.starts_with(':')) {
    const auto end = std::min(parts.rest.find_first_of("/?"), parts.rest.size());
    parts.port = parts.rest.substr(1, end - 1);
    parts.rest.remove_prefix(end);
    if (!is_port(*parts.port) && !parts.has_any_port())
      return std::nullopt;
  }
  if (!parts.rest.empty() && parts.rest[0] != '/' && parts.rest[0] != '?')
    return std::nullopt;
  return parts;
}

}  // namespace latchkey::oauth
