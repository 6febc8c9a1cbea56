#include "oauth/decide/json_text.hpp"

#include <boost/json/serialize.hpp>
#include <utility>

#include "base/plain_run.hpp"

namespace latchkey::oauth {

namespace {

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
  for (auto rest = text;;) {
    const auto plain = plain_run<'"', '\\'>(rest);
    text_.append(rest.substr(0, plain));
    rest.remove_prefix(plain);
    if (rest.empty())
      break;
    append_escaped(text_, rest.front());
    rest.remove_prefix(1);
  }
  text_ += '"';
}

}  // namespace latchkey::oauth
