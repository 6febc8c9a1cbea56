#include "oauth/check/given_secret.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>

namespace latchkey::oauth {

namespace {

constexpr std::size_t least_length = 32;
constexpr std::size_t most_length = 200;
constexpr std::size_t least_distinct = 12;

std::size_t distinct_characters(std::string_view text) {
  std::array<bool, 256> seen{};
  for (const char c : text) seen[static_cast<unsigned char>(c)] = true;
  return static_cast<std::size_t>(std::ranges::count(seen, true));
}

// "abcabcabc", also with an end cut off: equal to itself when shifted by at most half its length.
bool is_repetition(std::string_view text) {
  for (std::size_t shift = 1; shift <= text.size() / 2; ++shift)
    if (text.substr(shift) == text.substr(0, text.size() - shift))
      return true;
  return false;
}

// "abcdef", "987654", "aaaa": half of the characters follow from the ones before them.
bool is_sequence(std::string_view text) {
  std::size_t steps = 0;
  for (std::size_t index = 1; index < text.size(); ++index)
    if (std::abs(text[index] - text[index - 1]) <= 1)
      ++steps;
  return steps * 2 >= text.size();
}

}  // namespace

std::optional<std::string> given_secret_fault(std::string_view secret) {
  const auto is_visible = [](char c) { return c > ' ' && c < 0x7F; };
  if (!std::ranges::all_of(secret, is_visible))
    return "must hold only visible ASCII characters, without spaces and line breaks";
  if (secret.size() < least_length)
    return "must be at least 32 characters long; make one with: openssl rand -base64 32";
  if (secret.size() > most_length)
    return "must be at most 200 characters long";
  if (distinct_characters(secret) < least_distinct || is_repetition(secret) || is_sequence(secret))
    return "must be random; make one with: openssl rand -base64 32";
  return std::nullopt;
}

}  // namespace latchkey::oauth
