// The header fields of a response, kept as they are sent.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/field_name.hpp"

namespace latchkey::http {

class HeaderFields {
 public:
  // Throw std::logic_error for a value with a control character (RFC 9110 5.5).
  void set(FieldName name, std::string_view value);  // replaces, whatever the case of letters
  void add(FieldName name, std::string_view value);  // appends

  [[nodiscard]] bool has(FieldName name) const;
  // Each with its CRLF, in order.
  [[nodiscard]] std::string_view text() const { return text_; }
  // Names and values, in order; valid until the next change.
  [[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> list() const;

 private:
  void append(FieldName name, std::string_view value);

  std::string text_;
  std::uint64_t marks_ = 0;  // of all names
};

}  // namespace latchkey::http
