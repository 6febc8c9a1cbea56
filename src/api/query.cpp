#include "api/query.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <spdlog/fmt/fmt.h>

#include "base/timestamp.hpp"
#include "base/utf8.hpp"

namespace latchkey::api {
namespace {

constexpr std::size_t max_text_characters = 200;
constexpr std::int64_t max_page = 1'000'000;
constexpr std::int64_t max_page_size = 200;
constexpr std::array<std::string_view, 2> orders{"asc", "desc"};

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

Problem repeated(const Parameters& parameters) {
  Faults faults;
  std::set<std::string_view> seen;
  for (const auto& [name, value] : parameters)
    if (!seen.insert(name).second && !faults.concerns(name))
      faults.add(name, "must not be given twice");
  return faults.problem();
}

}  // namespace

std::expected<Query, Problem> Query::read(const http::Request& request) {
  auto parameters = form_decode(request.query);
  if (!parameters)
    return std::unexpected(Problem{.status = 400, .detail = "The query does not decode."});
  Problem problem = repeated(*parameters);
  if (!problem.errors.empty())
    return std::unexpected(std::move(problem));
  return Query(std::move(*parameters));
}

const std::string* Query::take(std::string_view name) {
  taken_.insert(name);
  const auto found = std::ranges::find(
      parameters_, name, [](const auto& one) -> std::string_view { return one.first; });
  return found == parameters_.end() || found->second.empty() ? nullptr : &found->second;
}

std::optional<std::string> Query::text(std::string_view name) {
  const std::string* text = take(name);
  if (text == nullptr)
    return std::nullopt;
  if (character_count(*text) <= max_text_characters)
    return *text;
  faults_.add(name, "must be at most 200 characters long");
  return std::nullopt;
}

std::optional<std::int64_t> Query::integer(std::string_view name, std::int64_t least,
                                           std::int64_t most) {
  const std::string* text = take(name);
  if (text == nullptr)
    return std::nullopt;
  const auto number = parse_integer(*text);
  if (number && *number >= least && *number <= most)
    return number;
  faults_.add(name, fmt::format("must be an integer from {} to {}", least, most));
  return std::nullopt;
}

std::optional<std::string> Query::choice(std::string_view name,
                                         std::span<const std::string_view> choices) {
  const std::string* text = take(name);
  if (text == nullptr)
    return std::nullopt;
  if (std::ranges::find(choices, *text) != choices.end())
    return *text;
  faults_.add(name, fmt::format("must be one of {}", fmt::join(choices, ", ")));
  return std::nullopt;
}

std::optional<Time> Query::time(std::string_view name) {
  const std::string* text = take(name);
  if (text == nullptr)
    return std::nullopt;
  if (const auto time = parse_rfc3339(*text))
    return time;
  faults_.add(name, "must be a time as RFC 3339 writes it, such as 2026-01-31T12:00:00Z");
  return std::nullopt;
}

store::PageRequest Query::page() {
  store::PageRequest request;
  request.page = integer("page", 1, max_page).value_or(request.page);
  request.page_size = integer("page_size", 1, max_page_size).value_or(request.page_size);
  return request;
}

store::PageRequest Query::page(const Order& order) {
  store::PageRequest request = page();
  request.q = text("q").value_or(std::string());
  request.sort = choice("sort", order.keys).value_or(std::string(order.key));
  const auto direction = choice("order", orders);
  request.is_descending = direction ? *direction == "desc" : order.is_descending;
  return request;
}

std::optional<Problem> Query::problem() {
  for (const auto& [name, value] : parameters_)
    if (!taken_.contains(name))
      faults_.add(name, "is not known here");
  if (faults_.empty())
    return std::nullopt;
  return faults_.problem();
}

}  // namespace latchkey::api
