#include "page/same_origin.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace latchkey::page {

namespace {

constexpr std::array<std::string_view, 3> loopback_origins{"http://localhost", "http://127.0.0.1",
                                                           "http://[::1]"};

// Scheme, host and port of a URL, in lowercase and without the scheme's own port.
std::string origin_of(std::string_view url) {
  const auto authority = url.find("://");
  if (authority == std::string_view::npos)
    return "";
  std::string origin(url.substr(0, url.find_first_of("/?#", authority + 3)));
  std::ranges::transform(origin, origin.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const std::string_view default_port = origin.starts_with("https:") ? ":443" : ":80";
  if (origin.ends_with(default_port))
    origin.erase(origin.size() - default_port.size());
  return origin;
}

// The port of a loopback origin, ":8080" or empty; nothing for another origin.
std::optional<std::string_view> loopback_port(std::string_view origin) {
  for (const auto prefix : loopback_origins) {
    const auto rest = origin.substr(std::min(prefix.size(), origin.size()));
    if (origin.starts_with(prefix) && (rest.empty() || rest.front() == ':'))
      return rest;
  }
  return std::nullopt;
}

}  // namespace

bool is_from_own_page(const http::Request& request, std::string_view issuer_url) {
  if (request.header_count("origin") > 1 || request.header_count("sec-fetch-site") > 1)
    return false;
  const auto site = request.header("sec-fetch-site");
  if (site == "cross-site")
    return false;
  const auto origin = request.header("origin");
  if (!origin)
    return true;
  if (*origin == "null")
    return !site || site == "same-origin";
  const std::string theirs = origin_of(*origin);
  const std::string ours = origin_of(issuer_url);
  if (theirs == ours)
    return true;
  const auto port = loopback_port(theirs);
  return port && port == loopback_port(ours);
}

}  // namespace latchkey::page
