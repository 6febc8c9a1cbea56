#include "base/form.hpp"

#include <algorithm>

#include "base/percent_escape.hpp"
#include "base/plain_run.hpp"
#include "base/utf8.hpp"

namespace latchkey {
namespace {

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
  for (;;) {
    const auto plain = plain_run<'+', '%'>(text);
    value.append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty())
      break;
    if (text.front() == '\0')
      return std::nullopt;
    if (text.front() != '%') {
      value += text.front() == '+' ? ' ' : text.front();
      text.remove_prefix(1);
      continue;
    }
    const auto byte = read_percent_escape(text);
    if (!byte || *byte == '\0')
      return std::nullopt;
    value += *byte;
    text.remove_prefix(percent_escape_length);
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
