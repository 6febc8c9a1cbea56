#include "resource/bearer_token.hpp"

#include <algorithm>

#include "resource/words.hpp"

namespace latchkey::resource {
namespace {

bool is_bearer(std::string_view scheme) {
  constexpr std::string_view bearer = "bearer";
  return std::ranges::equal(scheme, bearer, [](char a, char b) { return (a | 0x20) == b; });
}

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="
bool is_b64token(std::string_view text) {
  const auto padding = std::min(text.find('='), text.size());
  return padding > 0 &&
         std::ranges::all_of(
             text.substr(0, padding),
             [](char c) { return is_alphanumeric(c) || std::string_view("-._~+/").contains(c); }) &&
         text.find_first_not_of('=', padding) == std::string_view::npos;
}

}  // namespace

std::expected<std::string_view, Reason> read_bearer_token(std::string_view authorization) {
  if (!is_bearer(next_word(authorization)))
    return std::unexpected(Reason::no_token);
  const auto token = next_word(authorization);
  if (!is_b64token(token) || !next_word(authorization).empty())
    return std::unexpected(Reason::invalid_request);
  return token;
}

}  // namespace latchkey::resource
