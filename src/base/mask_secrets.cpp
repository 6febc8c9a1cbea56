#include "base/mask_secrets.hpp"

#include <algorithm>
#include <optional>

namespace latchkey {

namespace {

constexpr std::string_view mask = "***";
constexpr std::size_t random_length = 43;  // 256 bits in base64url, as make_bearer_value writes
constexpr std::size_t max_prefix_letters = 3;
constexpr std::string_view jwt_start = "eyJ";  // {" in base64url
constexpr std::size_t least_jwt_length = 40;

struct Found {
  std::size_t shown;   // of its beginning
  std::size_t length;  // of the whole
};

bool is_lowercase(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_base64url(char c) {
  return is_lowercase(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

template <class Predicate>
std::size_t run_length(std::string_view text, Predicate predicate) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, predicate) - text.begin());
}

// "lk", one to three letters, "_" and the random part.
std::optional<Found> bearer_value(std::string_view text) {
  if (!text.starts_with("lk"))
    return std::nullopt;
  const auto letters = run_length(text.substr(2), is_lowercase);
  const auto shown = 2 + letters + 1;
  if (letters == 0 || letters > max_prefix_letters || text.size() < shown || text[shown - 1] != '_')
    return std::nullopt;
  const auto random = run_length(text.substr(shown), is_base64url);
  if (random < random_length)
    return std::nullopt;
  return Found{.shown = shown, .length = shown + random};
}

std::optional<Found> jwt(std::string_view text) {
  if (!text.starts_with(jwt_start))
    return std::nullopt;
  const auto length = run_length(text, [](char c) { return is_base64url(c) || c == '.'; });
  if (length < least_jwt_length)
    return std::nullopt;
  return Found{.shown = jwt_start.size(), .length = length};
}

}  // namespace

std::string mask_secrets(std::string_view text) {
  std::string masked;
  masked.reserve(text.size());
  while (!text.empty()) {
    auto found = bearer_value(text);
    if (!found)
      found = jwt(text);
    if (found) {
      masked += text.substr(0, found->shown);
      masked += mask;
      text.remove_prefix(found->length);
    } else {
      masked += text.front();
      text.remove_prefix(1);
    }
  }
  return masked;
}

}  // namespace latchkey
