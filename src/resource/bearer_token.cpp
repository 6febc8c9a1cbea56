#include "resource/bearer_token.hpp"

#include <algorithm>

#include "base/character_set.hpp"
#include "resource/words.hpp"

namespace latchkey::resource {
namespace {

bool is_bearer(std::string_view scheme) {
  constexpr std::string_view bearer = "bearer";
  return std::ranges::equal(scheme, bearer, [](char a, char b) { return (a | 0x20) == b; });
}

constexpr CharacterSet b64token_characters(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/");

}  // namespace

// 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="
bool is_b64token(std::string_view text) {
  const auto end = text.find_last_not_of('=') + 1;
  return end > 0 && b64token_characters.contains_all(text.substr(0, end));
}

std::expected<std::string_view, Reason> read_bearer_token(std::string_view authorization) {
  if (!is_bearer(next_word(authorization)))
    return std::unexpected(Reason::no_token);
  const auto token = next_word(authorization);
  if (token.empty() || !next_word(authorization).empty())
    return std::unexpected(Reason::invalid_request);
  return token;
}

}  // namespace latchkey::resource
