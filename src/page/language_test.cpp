#include "page/language.hpp"

#include <gtest/gtest.h>

namespace latchkey::page {
namespace {

std::string_view chosen(std::string_view ui_locales, std::string_view accept_language) {
  return tag(choose_language(ui_locales, accept_language));
}

TEST(PageLanguage, oidc_core_3_1_2_1_the_first_known_of_ui_locales_wins) {
  EXPECT_EQ(chosen("de", "en"), "de");
  EXPECT_EQ(chosen("fr-CA de-AT en", "en"), "de");
  EXPECT_EQ(chosen("  EN-us  de", "de"), "en");
}

TEST(PageLanguage, oidc_core_3_1_2_1_unknown_ui_locales_are_no_error) {
  EXPECT_EQ(chosen("fr xx", "de"), "de");
  EXPECT_EQ(chosen("deutsch", ""), "en");
  EXPECT_EQ(chosen("-", ""), "en");
}

TEST(PageLanguage, rfc9110_12_5_4_the_best_liked_known_language) {
  EXPECT_EQ(chosen("", "de-DE,de;q=0.9,en;q=0.8"), "de");
  EXPECT_EQ(chosen("", "fr, en;q=0.7, de;q=0.701"), "de");
  EXPECT_EQ(chosen("", "de;q=0.5, en"), "en");
  EXPECT_EQ(chosen("", "de ; q=1.000"), "de");
  EXPECT_EQ(chosen("", "en;q=0.5,de;q=0.5"), "en");
}

TEST(PageLanguage, rfc9110_12_4_2_what_is_not_wanted_or_not_weighted_does_not_count) {
  for (const auto* header : {"", "*", "de;q=0", "de;q=0.000", "de;q=2", "de;q=1.1", "de;q=-1",
                             "de;q=", "de;q=x", "de;q=0.1234", ",;,", "fr"})
    EXPECT_EQ(chosen("", header), "en") << header;
}

TEST(PageLanguage, a_repeated_header_is_none) {
  http::Request request;
  request.headers = {{"accept-language", "de"}};
  EXPECT_EQ(language_of(request), Language::german);
  request.headers.emplace_back("accept-language", "de");
  EXPECT_EQ(language_of(request), Language::english);
}

TEST(PageLanguage, texts_are_translated_and_others_stay) {
  EXPECT_EQ(translate(Language::german, "Sign in"), "Anmelden");
  EXPECT_EQ(translate(Language::english, "Sign in"), "Sign in");
  EXPECT_EQ(translate(Language::german, "acme.custom"), "acme.custom");
  EXPECT_EQ(translate(Language::german, ""), "");
  EXPECT_EQ(translate(Language::german, "{} asks for access", "{} & Co"),
            "{} & Co bittet um Zugriff");
}

}  // namespace
}  // namespace latchkey::page
