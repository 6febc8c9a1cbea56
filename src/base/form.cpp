#include "base/form.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace latchkey {
namespace {

std::optional<unsigned> hex_value(char c) {
  if (c >= '0' && c <= '9')
    return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f')
    return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F')
    return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

bool stands_for_itself(char c) {
  return c != '+' && c != '%' && c != '\0';
}

// The byte that "%XX" at the front of text stands for.
std::optional<char> read_escape(std::string_view text) {
  if (text.size() < 3 || text.front() != '%')
    return std::nullopt;
  const auto high = hex_value(text[1]);
  const auto low = hex_value(text[2]);
  if (!high || !low)
    return std::nullopt;
  return static_cast<char>(*high * 16 + *low);
}

// The application/x-www-form-urlencoded percent-encode set of WHATWG URL.
bool stays_plain(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '*' ||
         c == '-' || c == '.' || c == '_';
}

void append_encoded(std::string& encoded, std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char character : text) {
    if (stays_plain(character)) {
      encoded += character;
    } else if (character == ' ') {
      encoded += '+';
    } else {
      const auto byte = static_cast<unsigned char>(character);
      encoded += '%';
      encoded += digits[byte >> 4U];
      encoded += digits[byte & 0x0fU];
    }
  }
}

}  // namespace

std::optional<std::string> form_decode_value(std::string_view text) {
  std::string value;
  value.reserve(text.size());
  while (!text.empty()) {
    const auto special = std::ranges::find_if_not(text, stands_for_itself);
    value.append(text.begin(), special);
    text = {special, text.end()};
    if (text.empty())
      break;
    if (text.front() == '+') {
      value += ' ';
      text.remove_prefix(1);
      continue;
    }
    const auto byte = read_escape(text);
    if (!byte || *byte == '\0')
      return std::nullopt;
    value += *byte;
    text.remove_prefix(3);
  }
  if (!is_utf8(value))
    return std::nullopt;
  return value;
}

std::optional<Parameters> form_decode(std::string_view text) {
  Parameters parameters;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
    if (pair.empty())
      continue;
    const std::size_t equals = pair.find('=');
    auto name = form_decode_value(pair.substr(0, equals));
    auto value = form_decode_value(equals == std::string_view::npos ? std::string_view()
                                                                    : pair.substr(equals + 1));
    if (!name || !value)
      return std::nullopt;
    parameters.emplace_back(*std::move(name), *std::move(value));
  }
  return parameters;
}

std::string form_encode(const Parameters& parameters) {
  std::string encoded;
  for (const auto& [name, value] : parameters) {
    if (!encoded.empty())
      encoded += '&';
    append_encoded(encoded, name);
    encoded += '=';
    append_encoded(encoded, value);
  }
  return encoded;
}

}  // namespace latchkey
