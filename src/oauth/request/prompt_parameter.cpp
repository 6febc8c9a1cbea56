#include "oauth/request/prompt_parameter.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "oauth/request/word_list.hpp"

namespace latchkey::oauth {

namespace {

constexpr std::array<std::pair<std::string_view, Prompt>, 4> prompts{{
    {"none", Prompt::none},
    {"login", Prompt::login},
    {"consent", Prompt::consent},
    {"select_account", Prompt::select_account},
}};

}  // namespace

std::expected<std::vector<Prompt>, Error> parse_prompt(std::string_view text) {
  std::vector<Prompt> values;
  for (const auto word : split_words(text)) {
    const auto known =
        std::ranges::find(prompts, word, [](const auto& prompt) { return prompt.first; });
    if (known == prompts.end())
      return refuse(ErrorCode::invalid_request, "The prompt holds an unknown value.");
    if (std::ranges::find(values, known->second) == values.end())
      values.push_back(known->second);
  }
  if (values.size() > 1 && std::ranges::find(values, Prompt::none) != values.end())
    return refuse(ErrorCode::invalid_request, "The prompt none stands with another value.");
  return values;
}

std::expected<std::chrono::seconds, Error> parse_max_age(std::string_view text) {
  constexpr std::size_t max_digits = 10;
  std::int64_t seconds = 0;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.empty() || text.size() > max_digits || !std::ranges::all_of(text, is_digit))
    return refuse(ErrorCode::invalid_request, "The max_age is not a number of seconds.");
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  return std::chrono::seconds(seconds);
}

}  // namespace latchkey::oauth
