#include "oauth/check/given_client_id.hpp"

#include <algorithm>

namespace latchkey::oauth {

namespace {

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

bool is_good_client_id(std::string_view text) {
  constexpr std::string_view others = "-._~";
  return text.size() >= 3 && text.size() <= 100 && is_alphanumeric(text.front()) &&
         std::ranges::all_of(text,
                             [&](char c) { return is_alphanumeric(c) || others.contains(c); });
}

}  // namespace latchkey::oauth
