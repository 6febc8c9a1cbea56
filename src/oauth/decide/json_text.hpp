// Writing a JSON object into one string, without a tree in between.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace latchkey::oauth {

// Members appear in the order they are added. Texts must be UTF-8.
class JsonObjectText {
 public:
  explicit JsonObjectText(std::size_t expected_size = 512) {
    text_.reserve(expected_size);
    text_ += '{';
  }

  JsonObjectText& add(std::string_view name, std::string_view value);
  JsonObjectText& add(std::string_view name, const char* value) {
    return add(name, std::string_view(value));
  }
  JsonObjectText& add(std::string_view name, std::int64_t value);
  JsonObjectText& add(std::string_view name, bool value);
  JsonObjectText& add(std::string_view name, const json::value& value);
  JsonObjectText& add_unless_empty(std::string_view name, std::string_view value) {
    return value.empty() ? *this : add(name, value);
  }
  [[nodiscard]] std::string finish();  // once, last

 private:
  void open_member(std::string_view name);
  void append_text(std::string_view text);

  std::string text_;
};

}  // namespace latchkey::oauth
