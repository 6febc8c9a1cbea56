#include "page/accent.hpp"

#include <gtest/gtest.h>
#include <string>

namespace latchkey::page {
namespace {

TEST(Accent, reads_colours_strictly) {
  EXPECT_EQ(parse_color("#2f5bd7"), (Color{0x2f, 0x5b, 0xd7}));
  EXPECT_EQ(parse_color("#2F5BD7"), (Color{0x2f, 0x5b, 0xd7}));
  for (const auto* text : {"", "2f5bd7", "#fff", "#2f5bd", "#2f5bd77", "#2f5bdg", "#+f5bd7", "red"})
    EXPECT_EQ(parse_color(text), std::nullopt) << text;
  EXPECT_EQ(to_text({0x02, 0x5b, 0xd7}), "#025bd7");
}

TEST(Accent, wcag_contrast_of_black_and_white_is_21) {
  EXPECT_NEAR(contrast_ratio({0, 0, 0}, {255, 255, 255}), 21.0, 0.001);
  EXPECT_NEAR(contrast_ratio({255, 255, 255}, {0, 0, 0}), 21.0, 0.001);
  EXPECT_NEAR(contrast_ratio({0x77, 0x77, 0x77}, {255, 255, 255}), 4.48, 0.005);
}

TEST(Accent, wcag_1_4_3_text_is_legible_in_any_accent) {
  for (const auto* text : {"#2f5bd7", "#000000", "#ffffff", "#ffe600", "#808080", "#777777",
                           "#e01b24", "#00ff88", "#101418"}) {
    const Accent accent = make_accent(text);
    EXPECT_EQ(to_text(accent.fill), text);
    EXPECT_GE(contrast_ratio(accent.on_fill, accent.fill), 4.4) << text;
    EXPECT_GE(contrast_ratio(accent.in_light, light_surface), 4.5) << text;
    EXPECT_GE(contrast_ratio(accent.in_dark, dark_surface), 4.5) << text;
  }
}

TEST(Accent, the_default_meets_aa_in_full) {
  const Accent accent = make_accent("#2f5bd7");
  EXPECT_GE(contrast_ratio(accent.on_fill, accent.fill), 4.5);
  EXPECT_EQ(accent.in_light, accent.fill);
}

TEST(Accent, what_is_no_colour_is_the_default) {
  EXPECT_EQ(make_accent("red;}").fill, (Color{0x2f, 0x5b, 0xd7}));
}

}  // namespace
}  // namespace latchkey::page
