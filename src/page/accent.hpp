// The configured accent colour, made legible wherever it is used (WCAG 2.2, 1.4.3 and 1.4.11).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace latchkey::page {

using Color = std::array<unsigned, 3>;  // red, green, blue, 0-255 each

std::optional<Color> parse_color(std::string_view text);  // "#rrggbb"
std::string to_text(const Color& color);
double contrast_ratio(const Color& a, const Color& b);

// Of the stylesheet's surfaces those that leave the least contrast (--raised), in light and dark.
inline constexpr Color light_surface{0xf7, 0xf9, 0xfc};
inline constexpr Color dark_surface{0x1f, 0x27, 0x33};

struct Accent {
  Color fill;      // as configured; of buttons and the mark
  Color on_fill;   // of text upon it
  Color in_light;  // of text and focus rings upon a light surface: at least 4.5
  Color in_dark;   // the same upon a dark one
};

// A text that is no colour counts as the default one.
Accent make_accent(std::string_view configured);

}  // namespace latchkey::page
