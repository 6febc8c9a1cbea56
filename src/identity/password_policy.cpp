#include "identity/password_policy.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/utf8.hpp"
#include "crypto/password.hpp"

namespace latchkey::identity {

namespace {

// The most used of those long enough to pass otherwise, in lowercase.
constexpr std::array<std::string_view, 24> common_passwords{
    "1q2w3e4r5t",  "1q2w3e4r5t6y", "1qaz2wsx3edc", "adminadmin",  "administrator", "changeme123",
    "football123", "iloveyou123",  "letmein123",   "liverpool1",  "manchester",    "password01",
    "password12",  "password123",  "password1234", "passw0rd123", "princess123",   "q1w2e3r4t5",
    "qwerty12345", "qwerty123456", "qwertyuiop",   "welcome123",  "zaq12wsxcde3",  "zxcvbnm123"};

std::string lowercase(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

// "aaaaaaaaaa", "1234567890", "9876543210", "abcdefghij"
bool is_run(std::string_view text) {
  const auto goes_by = [&](int step) {
    return std::ranges::adjacent_find(text, [&](char a, char b) {
             return b - a != step && !(step == 1 && a == '9' && b == '0') &&
                    !(step == -1 && a == '0' && b == '9');
           }) == text.end();
  };
  return goes_by(0) || goes_by(1) || goes_by(-1);
}

}  // namespace

std::optional<std::string> password_fault(const Secret& password, std::string_view email) {
  const std::string_view text = password.reveal();
  if (!is_utf8(text) || text.find('\0') != std::string_view::npos)
    return "A password is text.";
  if (character_count(text) < min_password_characters)
    return "A password has at least " + std::to_string(min_password_characters) + " characters.";
  if (text.size() > crypto::max_password_bytes)
    return "A password has at most " + std::to_string(crypto::max_password_bytes) + " bytes.";
  const std::string lower = lowercase(text);
  const std::string lower_email = lowercase(email);
  if (!lower_email.empty() &&
      (lower == lower_email || lower == lower_email.substr(0, lower_email.find('@'))))
    return "A password is not the e-mail address.";
  if (is_run(lower) || std::ranges::find(common_passwords, lower) != common_passwords.end())
    return "This password is among the first that anyone would guess. Choose another.";
  return std::nullopt;
}

}  // namespace latchkey::identity
