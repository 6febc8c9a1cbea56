// The language of a page, and which one a visitor wants.
#pragma once

#include <string>
#include <string_view>

#include "http/message.hpp"

namespace latchkey::page {

enum class Language { english, german };

// For the lang attribute and Content-Language: "en".
std::string_view tag(Language language);

// The first of ui_locales (OIDC Core 3.1.2.1: space-delimited tags) that pages are written in; else
// what Accept-Language (RFC 9110 12.5.4) likes best of them; else English.
Language choose_language(std::string_view ui_locales, std::string_view accept_language);
Language language_of(const http::Request& request, std::string_view ui_locales = {});

// The words in that language; English words that nothing is known for stay as they are, so that
// what an administrator wrote may be passed too. "{}" in them is replaced by value.
std::string_view translate(Language language, std::string_view english);
std::string translate(Language language, std::string_view english, std::string_view value);

}  // namespace latchkey::page
