#include "cli/plain_text.hpp"

#include <algorithm>
#include <cwchar>
#include <locale.h>

#include "base/utf8.hpp"

namespace latchkey::cli {

namespace {

bool is_harmful(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200e && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

// The one locale whose wcwidth knows Unicode and that every Debian has.
class UnicodeLocale {
 public:
  UnicodeLocale() : locale_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_ != nullptr)
      before_ = uselocale(locale_);
  }
  ~UnicodeLocale() {
    if (locale_ == nullptr)
      return;
    uselocale(before_);
    freelocale(locale_);
  }
  UnicodeLocale(const UnicodeLocale&) = delete;
  UnicodeLocale& operator=(const UnicodeLocale&) = delete;

 private:
  locale_t locale_;
  locale_t before_ = nullptr;
};

std::size_t width_of(char32_t c) {
  const int width = wcwidth(static_cast<wchar_t>(c));
  return width < 0 ? 1 : static_cast<std::size_t>(width);
}

}  // namespace

std::string plain_text(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const std::string_view rest = text;
    const auto character = take_character(text);
    if (!character || is_harmful(*character))
      plain += '?';
    else
      plain += rest.substr(0, rest.size() - text.size());
  }
  return plain;
}

std::size_t display_width(std::string_view text) {
  const UnicodeLocale locale;
  std::size_t width = 0;
  while (!text.empty())
    if (const auto character = take_character(text))
      width += width_of(*character);
    else
      ++width;
  return width;
}

std::string cut_to_width(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns)
    return std::string(text);
  const UnicodeLocale locale;
  const std::string_view whole = text;
  std::size_t kept = 0;
  for (std::size_t width = 0; !text.empty();) {
    const auto character = take_character(text);
    width += character ? width_of(*character) : 1;
    if (width + 1 > columns)
      break;
    kept = whole.size() - text.size();
  }
  return columns == 0 ? std::string() : std::string(whole.substr(0, kept)) + "…";
}

}  // namespace latchkey::cli
