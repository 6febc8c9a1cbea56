#include "page/language.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.hpp"
#include "base/field_value.hpp"

namespace latchkey::page {

namespace {

constexpr std::array<std::pair<std::string_view, Language>, 2> languages{{
    {"en", Language::english},
    {"de", Language::german},
}};

// By the primary subtag alone: "de-AT" is German.
std::optional<Language> known_language(std::string_view language_tag) {
  const auto primary = language_tag.substr(0, language_tag.find('-'));
  const auto found = std::ranges::find_if(languages, [primary](const auto& language) {
    return equals_ignoring_case(primary, language.first);
  });
  return found == languages.end() ? std::nullopt : std::optional(found->second);
}

// "0.8" in thousandths; nothing for what RFC 9110 12.4.2 does not allow.
std::optional<int> parse_weight(std::string_view text) {
  if (text.empty() || text.size() > 5 || text[0] < '0' || text[0] > '1' ||
      (text.size() > 1 && text[1] != '.'))
    return std::nullopt;
  int weight = text[0] - '0';
  for (std::size_t place = 2; place < 5; ++place) {
    const char digit = place < text.size() ? text[place] : '0';
    if (digit < '0' || digit > '9')
      return std::nullopt;
    weight = weight * 10 + (digit - '0');
  }
  return weight > 1000 ? std::nullopt : std::optional(weight);
}

int weight_of(std::string_view parameters) {
  while (!parameters.empty()) {
    const auto parameter = trim(take_until(parameters, ';'));
    if (parameter.starts_with("q=") || parameter.starts_with("Q="))
      return parse_weight(parameter.substr(2)).value_or(0);
  }
  return 1000;
}

std::optional<Language> first_known(std::string_view ui_locales) {
  while (!ui_locales.empty())
    if (const auto language = known_language(take_until(ui_locales, ' ')))
      return language;
  return std::nullopt;
}

std::optional<Language> best_liked(std::string_view accept_language) {
  std::optional<Language> best;
  int best_weight = 0;
  while (!accept_language.empty()) {
    auto range = take_until(accept_language, ',');
    const auto language = known_language(trim(take_until(range, ';')));
    const int weight = weight_of(range);
    if (language && weight > best_weight) {
      best = language;
      best_weight = weight;
    }
  }
  return best;
}

}  // namespace

std::string_view tag(Language language) {
  return std::ranges::find(languages, language, [](const auto& one) { return one.second; })->first;
}

Language choose_language(std::string_view ui_locales, std::string_view accept_language) {
  if (const auto language = first_known(ui_locales))
    return *language;
  return best_liked(accept_language).value_or(Language::english);
}

Language language_of(const http::Request& request, std::string_view ui_locales) {
  return choose_language(ui_locales, request.header("accept-language").value_or(""));
}

std::string translate(Language language, std::string_view english, std::string_view value) {
  std::string words(translate(language, english));
  if (const auto place = words.find("{}"); place != std::string::npos)
    words.replace(place, 2, value);
  return words;
}

}  // namespace latchkey::page
