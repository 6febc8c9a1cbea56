// The header fields of a response, kept as they are sent.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace latchkey::http {

class HeaderFields {
 public:
  // Throw std::logic_error for a name that is no token, a value with a control character (RFC 9110
  // 5.1, 5.5), and for the fields that are the connection's to set, such as Content-Length.
  void set(std::string_view name,
           std::string_view value);  // replaces, whatever the case of letters
  void add(std::string_view name, std::string_view value);  // appends

  // Which of the names are there, in their order.
  template <std::size_t count>
  [[nodiscard]] std::array<bool, count> contain(
      const std::array<std::string_view, count>& names) const {
    std::array<bool, count> found{};
    look_for(names, found);
    return found;
  }
  // Each with its CRLF, in order.
  [[nodiscard]] std::string_view text() const { return text_; }
  // Names and values, in order; valid until the next change.
  [[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> list() const;

 private:
  void look_for(std::span<const std::string_view> names, std::span<bool> found) const;

  std::string text_;
};

}  // namespace latchkey::http
