#include "http/route_table.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/path_segment.hpp"
#include "base/percent_escape.hpp"
#include "base/utf8.hpp"

namespace latchkey::http {

namespace {

std::optional<std::string> percent_decode(std::string_view text) {
  std::string decoded;
  for (;;) {
    const std::string_view plain = text.substr(0, text.find('%'));
    decoded += plain;
    text.remove_prefix(plain.size());
    if (text.empty())
      break;
    const std::optional<char> byte = read_percent_escape(text);
    if (!byte)
      return std::nullopt;
    decoded += *byte;
    text.remove_prefix(percent_escape_length);
  }
  if (decoded.empty() || decoded.contains('\0') || !is_utf8(decoded))
    return std::nullopt;
  return decoded;
}

void claim(RouteTable::ByMethod& routes, Method method, std::size_t route) {
  auto& slot = routes.at(static_cast<std::size_t>(method));
  if (slot)
    throw std::logic_error("a route is added twice");
  slot = route;
}

}  // namespace

std::vector<std::string_view> path_segments(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) segments.push_back(take_segment(path));
  return segments;
}

RouteTable::Pattern RouteTable::parse(std::string_view text) {
  if (!text.starts_with('/'))
    throw std::logic_error("a route's pattern does not start with a slash");
  Pattern pattern;
  while (!text.empty()) {
    const std::string_view segment = take_segment(text);
    const bool is_parameter = segment.starts_with('{') && segment.ends_with('}');
    pattern.takes_rest = is_parameter && segment.starts_with("{+") && text.empty();
    pattern.parameter_count += is_parameter ? 1 : 0;
    if (pattern.takes_rest)
      break;
    if (!is_parameter && segment.find_first_of("{}") != std::string_view::npos)
      throw std::logic_error("a route's parameter is not a whole segment");
    pattern.segments.push_back(is_parameter ? std::nullopt : std::optional<std::string>(segment));
  }
  return pattern;
}

// Those with literal segments further left first.
bool RouteTable::tried_before(const Pattern& left, const Pattern& right) {
  return std::ranges::lexicographical_compare(
      left.segments, right.segments, {}, [](const auto& segment) { return !segment.has_value(); },
      [](const auto& segment) { return !segment.has_value(); });
}

bool RouteTable::Pattern::fits(std::string_view path) const {
  for (const auto& segment : segments) {
    if (path.empty())
      return false;
    const std::string_view sent = take_segment(path);
    if (segment && sent != *segment)
      return false;
  }
  return path.empty() != takes_rest;
}

std::optional<std::vector<std::string>> RouteTable::Pattern::parameters(
    std::string_view path) const {
  std::vector<std::string> found;
  found.reserve(parameter_count);
  for (const auto& segment : segments) {
    const std::string_view sent = take_segment(path);
    if (segment)
      continue;
    std::optional<std::string> decoded = percent_decode(sent);
    if (!decoded)
      return std::nullopt;
    found.push_back(std::move(*decoded));
  }
  if (takes_rest)
    found.emplace_back(path);
  return found;
}

void RouteTable::add(Method method, std::string_view text, std::size_t route) {
  Pattern added = parse(text);
  if (!added.takes_rest && std::ranges::all_of(added.segments, [](const auto& segment) {
        return segment.has_value();
      })) {
    claim(literals_[std::string(text)], method, route);
    return;
  }
  if (patterns_.size() <= added.segments.size())
    patterns_.resize(added.segments.size() + 1);
  auto& patterns = added.takes_rest ? patterns_with_rest_ : patterns_[added.segments.size()];
  const auto known = std::ranges::find(patterns, added.segments, &Pattern::segments);
  if (known != patterns.end()) {
    claim(known->routes, method, route);
    return;
  }
  claim(added.routes, method, route);
  patterns.insert(std::ranges::upper_bound(patterns, added, tried_before), std::move(added));
}

RouteTable::Match RouteTable::find(Method method, std::string_view path) const {
  const auto wanted = static_cast<std::size_t>(method);
  Match found;
  if (const auto literal = literals_.find(path); literal != literals_.end())
    found.routes = literal->second;
  if (found.routes.at(wanted))
    return found;
  const auto count = static_cast<std::size_t>(std::ranges::count(path, '/'));
  const auto look_in = [&](const std::vector<Pattern>& patterns) {
    for (const Pattern& pattern : patterns) {
      if (found.routes.at(wanted))
        break;
      if (!pattern.fits(path))
        continue;
      auto parameters = pattern.parameters(path);
      if (!parameters)
        continue;
      if (pattern.routes.at(wanted))
        found.parameters = std::move(*parameters);
      for (std::size_t i = 0; i < method_count; ++i)
        if (!found.routes.at(i))
          found.routes.at(i) = pattern.routes.at(i);
    }
  };
  if (count < patterns_.size())
    look_in(patterns_[count]);
  look_in(patterns_with_rest_);
  return found;
}

}  // namespace latchkey::http
