#include "oauth/decide/json_text.hpp"

#include <boost/json/serialize.hpp>
#include <utility>

namespace latchkey::oauth {

namespace {

bool needs_escape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

void append_escaped(std::string& text, char c) {
  constexpr std::string_view hex = "0123456789abcdef";
  if (c == '"' || c == '\\') {
    text += '\\';
    text += c;
    return;
  }
  const auto code = static_cast<unsigned char>(c);
  text += "\\u00";
  text += hex[code >> 4];
  text += hex[code & 0xf];
}

}  // namespace

JsonObjectText& JsonObjectText::add(std::string_view name, std::string_view value) {
  open_member(name);
  append_text(value);
  return *this;
}

JsonObjectText& JsonObjectText::add(std::string_view name, std::int64_t value) {
  open_member(name);
  text_ += std::to_string(value);
  return *this;
}

JsonObjectText& JsonObjectText::add(std::string_view name, bool value) {
  open_member(name);
  text_ += value ? "true" : "false";
  return *this;
}

JsonObjectText& JsonObjectText::add(std::string_view name, const json::value& value) {
  open_member(name);
  text_ += json::serialize(value);
  return *this;
}

std::string JsonObjectText::finish() {
  text_ += '}';
  return std::move(text_);
}

void JsonObjectText::open_member(std::string_view name) {
  if (text_.size() > 1)
    text_ += ',';
  append_text(name);
  text_ += ':';
}

void JsonObjectText::append_text(std::string_view text) {
  text_ += '"';
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && !needs_escape(text[plain])) ++plain;
    text_ += text.substr(0, plain);
    if (plain < text.size())
      append_escaped(text_, text[plain++]);
    text.remove_prefix(plain);
  }
  text_ += '"';
}

}  // namespace latchkey::oauth
