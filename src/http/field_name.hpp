// The name of a header field in a response, judged where it is compiled.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <string_view>

#include "base/ascii.hpp"
#include "base/character_set.hpp"

namespace latchkey::http {

class FieldName {
 public:
  // What a handler may set: a token (RFC 9110 5.1, 5.6.2), and not the connection's to say.
  static constexpr bool is_allowed(std::string_view name) {
    constexpr CharacterSet token_characters(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    constexpr std::array<std::string_view, 4> of_connection{"content-length", "transfer-encoding",
                                                            "connection", "date"};
    return !name.empty() && token_characters.contains_all(name) &&
           std::ranges::none_of(of_connection,
                                [&](auto other) { return equals_ignoring_case(name, other); });
  }

  // Of a literal; it does not compile where the name is not allowed.
  consteval FieldName(const char* name) : text_(name), mark_(mark_of(text_)) {
    if (!is_allowed(text_))
      throw std::logic_error("no field that a handler may set");
  }

  [[nodiscard]] constexpr std::string_view text() const { return text_; }
  // One bit, the same for names that differ in the case of letters alone: what has none of their
  // bits has none of the names.
  [[nodiscard]] constexpr std::uint64_t mark() const { return mark_; }

 private:
  static constexpr std::uint64_t mark_of(std::string_view name) {
    std::uint64_t sum = 0;
    for (const char c : name) sum = sum * 31 + static_cast<unsigned char>(ascii_lowercase(c));
    return std::uint64_t{1} << sum % 64;
  }

  std::string_view text_;
  std::uint64_t mark_;
};

}  // namespace latchkey::http
