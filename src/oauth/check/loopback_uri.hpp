// The loopback URIs of RFC 8252 7.3, whose port may vary, taken apart without interpreting them.
#pragma once

#include <optional>
#include <string_view>

namespace latchkey::oauth {

// Views of one URI; origin, port and rest together with the colon are the URI byte for byte.
struct LoopbackUri {
  std::string_view origin;               // "http://127.0.0.1"
  std::optional<std::string_view> port;  // after the colon: digits or "*"
  std::string_view rest;                 // empty, or from the first '/' or '?' on

  [[nodiscard]] bool is_ip_literal() const { return !origin.ends_with("localhost"); }
  [[nodiscard]] bool has_any_port() const { return port == "*"; }
};

// Nothing for another host or scheme, or a port that is neither "*" nor 1-5 digits up to 65535.
std::optional<LoopbackUri> split_loopback_uri(std::string_view uri);

bool is_port(std::string_view text);  // 1-5 digits, at most 65535

}  // namespace latchkey::oauth
