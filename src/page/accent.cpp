#include "page/accent.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <spdlog/fmt/fmt.h>

#include "identity/deployment.hpp"

namespace latchkey::page {

namespace {

constexpr double min_text_contrast = 4.5;
constexpr Color white{0xff, 0xff, 0xff};
constexpr Color ink{0x0b, 0x12, 0x1f};

// WCAG 2.2, relative luminance.
double luminance(const Color& color) {
  const auto linear = [](unsigned channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
}

Color mix(const Color& from, const Color& to, unsigned percent) {
  Color mixed{};
  for (std::size_t i = 0; i < mixed.size(); ++i)
    mixed[i] = (from[i] * (100 - percent) + to[i] * percent) / 100;
  return mixed;
}

// As little as needed towards the other colour until it is legible upon the surface.
Color legible(const Color& color, const Color& towards, const Color& surface) {
  for (unsigned percent = 0; percent < 100; percent += 2) {
    const Color candidate = mix(color, towards, percent);
    if (contrast_ratio(candidate, surface) >= min_text_contrast)
      return candidate;
  }
  return towards;
}

}  // namespace

std::optional<Color> parse_color(std::string_view text) {
  if (text.size() != 7 || text.front() != '#')
    return std::nullopt;
  Color color{};
  for (std::size_t i = 0; i < color.size(); ++i) {
    const char* begin = text.data() + 1 + 2 * i;
    const auto [end, error] = std::from_chars(begin, begin + 2, color[i], 16);
    if (error != std::errc() || end != begin + 2)
      return std::nullopt;
  }
  return color;
}

std::string to_text(const Color& color) {
  return fmt::format("#{:02x}{:02x}{:02x}", color[0], color[1], color[2]);
}

double contrast_ratio(const Color& a, const Color& b) {
  const auto [low, high] = std::minmax({luminance(a), luminance(b)});
  return (high + 0.05) / (low + 0.05);
}

Accent make_accent(std::string_view configured) {
  static const std::string default_color = identity::Deployment().accent_color;
  const Color fill = parse_color(configured).value_or(*parse_color(default_color));
  const bool is_white_legible = contrast_ratio(white, fill) >= min_text_contrast ||
                                contrast_ratio(white, fill) >= contrast_ratio(ink, fill);
  return {.fill = fill,
          .on_fill = is_white_legible ? white : ink,
          .in_light = legible(fill, ink, light_surface),
          .in_dark = legible(fill, white, dark_surface)};
}

}  // namespace latchkey::page
