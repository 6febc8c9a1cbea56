#include "identity/email.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace latchkey::identity {

namespace {

constexpr std::size_t max_email_bytes = 254;  // RFC 5321 4.5.3.1.3
constexpr std::size_t max_local_part_bytes = 64;
constexpr std::size_t max_label_bytes = 63;

bool is_space_or_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte == 0x7f;
}

bool is_label(std::string_view label) {
  const auto is_allowed = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           byte >= 0x80;
  };
  return !label.empty() && label.size() <= max_label_bytes && label.front() != '-' &&
         label.back() != '-' && std::ranges::all_of(label, is_allowed);
}

bool is_domain(std::string_view domain) {
  while (true) {
    const auto dot = domain.find('.');
    if (!is_label(domain.substr(0, dot)))
      return false;
    if (dot == std::string_view::npos)
      return true;
    domain.remove_prefix(dot + 1);
  }
}

bool is_local_part(std::string_view local) {
  const auto is_special = [](char c) {
    return std::string_view("()<>[]:;,\\\"").find(c) != std::string_view::npos;
  };
  return !local.empty() && local.size() <= max_local_part_bytes && local.front() != '.' &&
         local.back() != '.' && local.find("..") == std::string_view::npos &&
         std::ranges::none_of(local, is_special);
}

}  // namespace

std::optional<std::string> email_fault(std::string_view email) {
  if (email.empty())
    return "An e-mail address is required.";
  if (email.size() > max_email_bytes)
    return "An e-mail address has at most 254 characters.";
  if (!is_utf8(email) || std::ranges::any_of(email, is_space_or_control))
    return "An e-mail address holds no spaces or control characters.";
  const auto at = email.find('@');
  if (at == std::string_view::npos || email.find('@', at + 1) != std::string_view::npos)
    return "An e-mail address holds one '@'.";
  if (!is_local_part(email.substr(0, at)))
    return "The part before the '@' is not that of an e-mail address.";
  if (!is_domain(email.substr(at + 1)))
    return "The part after the '@' is not a domain name.";
  return std::nullopt;
}

}  // namespace latchkey::identity
