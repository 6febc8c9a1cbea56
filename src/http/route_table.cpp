#include "http/route_table.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/percent_escape.hpp"
#include "base/utf8.hpp"

namespace latchkey::http {

namespace {

using Segments = std::vector<std::optional<std::string>>;

// As a pattern's last segment, "/{+name}": all that follows, as it was sent and with the slash
// before it. No literal is the same, for none holds a brace.
const std::optional<std::string> rest = "{+}";

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

Segments parse_pattern(std::string_view pattern) {
  if (!pattern.starts_with('/'))
    throw std::logic_error("a route's pattern does not start with a slash");
  Segments segments;
  for (const std::string_view segment : path_segments(pattern)) {
    if (segment.starts_with("{+") && segment.ends_with('}') && pattern.ends_with(segment)) {
      segments.push_back(rest);
      continue;
    }
    const bool is_parameter = segment.starts_with('{') && segment.ends_with('}');
    if (!is_parameter && segment.find_first_of("{}") != std::string_view::npos)
      throw std::logic_error("a route's parameter is not a whole segment");
    segments.push_back(is_parameter ? std::nullopt : std::optional<std::string>(segment));
  }
  return segments;
}

bool takes_rest(const Segments& pattern) {
  return pattern.back() == rest;
}

// Nothing when the path does not match.
std::optional<std::vector<std::string>> match(const Segments& pattern,
                                              const std::vector<std::string_view>& path) {
  const bool is_open = takes_rest(pattern);
  const std::size_t count = pattern.size() - (is_open ? 1 : 0);
  if (is_open ? path.size() <= count : path.size() != count)
    return std::nullopt;
  for (std::size_t i = 0; i < count; ++i)
    if (pattern[i] && *pattern[i] != path[i])
      return std::nullopt;
  std::vector<std::string> parameters;
  for (std::size_t i = 0; i < count; ++i) {
    if (pattern[i])
      continue;
    std::optional<std::string> decoded = percent_decode(path[i]);
    if (!decoded)
      return std::nullopt;
    parameters.push_back(std::move(*decoded));
  }
  if (is_open)  // The segments are views of one text, which the last one ends.
    parameters.emplace_back(path[count].data() - 1, path.back().data() + path.back().size());
  return parameters;
}

// Those with literal segments further left first, and those that take a rest last.
bool tried_before(const Segments& left, const Segments& right) {
  if (takes_rest(left) != takes_rest(right))
    return takes_rest(right);
  return std::ranges::lexicographical_compare(
      left, right, {}, [](const auto& segment) { return !segment.has_value(); },
      [](const auto& segment) { return !segment.has_value(); });
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
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    segments.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

void RouteTable::add(Method method, std::string_view pattern, std::size_t route) {
  Segments segments = parse_pattern(pattern);
  if (!takes_rest(segments) &&
      std::ranges::all_of(segments, [](const auto& segment) { return segment.has_value(); })) {
    claim(literals_[std::string(pattern)], method, route);
    return;
  }
  const auto known = std::ranges::find(patterns_, segments, &Pattern::segments);
  if (known != patterns_.end()) {
    claim(known->routes, method, route);
    return;
  }
  Pattern added{std::move(segments), {}};
  claim(added.routes, method, route);
  patterns_.insert(
      std::ranges::upper_bound(patterns_, added.segments, tried_before, &Pattern::segments),
      std::move(added));
}

RouteTable::Match RouteTable::find(Method method, std::string_view path) const {
  const auto wanted = static_cast<std::size_t>(method);
  Match found;
  if (const auto literal = literals_.find(path); literal != literals_.end()) {
    found.routes = literal->second;
    if (found.routes.at(wanted))
      return found;
  }
  if (patterns_.empty())
    return found;
  const std::vector<std::string_view> segments = path_segments(path);
  for (const Pattern& pattern : patterns_) {
    auto parameters = match(pattern.segments, segments);
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
