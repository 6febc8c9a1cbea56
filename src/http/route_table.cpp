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
  while (!text.empty()) {
    if (text.front() != '%') {
      decoded += text.front();
      text.remove_prefix(1);
      continue;
    }
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
    if (pattern.takes_rest)
      break;
    if (!is_parameter && segment.find_first_of("{}") != std::string_view::npos)
      throw std::logic_error("a route's parameter is not a whole segment");
    pattern.segments.push_back(is_parameter ? std::nullopt : std::optional<std::string>(segment));
  }
  return pattern;
}

// Those with literal segments further left first, and those that take a rest last.
bool RouteTable::tried_before(const Pattern& left, const Pattern& right) {
  if (left.takes_rest != right.takes_rest)
    return right.takes_rest;
  return std::ranges::lexicographical_compare(
      left.segments, right.segments, {}, [](const auto& segment) { return !segment.has_value(); },
      [](const auto& segment) { return !segment.has_value(); });
}

bool RouteTable::Pattern::fits(std::string_view path, std::size_t count) const {
  if (takes_rest ? count <= segments.size() : count != segments.size())
    return false;
  return std::ranges::all_of(segments, [&](const auto& segment) {
    if (!segment) {
      take_segment(path);
      return true;
    }
    path.remove_prefix(1);
    if (!path.starts_with(*segment))
      return false;
    path.remove_prefix(segment->size());
    return path.empty() || path.front() == '/';
  });
}

std::optional<std::vector<std::string>> RouteTable::Pattern::parameters(
    std::string_view path) const {
  std::vector<std::string> found;
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
  const auto known = std::ranges::find_if(
      patterns_, [&](const Pattern& pattern) { return pattern.has_shape_of(added); });
  if (known != patterns_.end()) {
    claim(known->routes, method, route);
    return;
  }
  claim(added.routes, method, route);
  patterns_.insert(std::ranges::upper_bound(patterns_, added, tried_before), std::move(added));
}

RouteTable::Match RouteTable::find(Method method, std::string_view path) const {
  const auto wanted = static_cast<std::size_t>(method);
  Match found;
  if (const auto literal = literals_.find(path); literal != literals_.end()) {
    found.routes = literal->second;
    if (found.routes.at(wanted))
      return found;
  }
  const auto count = static_cast<std::size_t>(std::ranges::count(path, '/'));
  for (const Pattern& pattern : patterns_) {
    if (!pattern.fits(path, count))
      continue;
    auto parameters = pattern.parameters(path);
    if (!parameters)
      continue;
    if (!found.routes.at(wanted) && pattern.routes.at(wanted))
      found.parameters = std::move(*parameters);
    for (std::size_t i = 0; i < method_count; ++i)
      if (!found.routes.at(i))
        found.routes.at(i) = pattern.routes.at(i);
  }
  return found;
}

}  // namespace latchkey::http
