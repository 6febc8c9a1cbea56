#include <array>

#include "base/encoding.hpp"
#include "base/utf8.hpp"
#include "fuzz.hpp"
#include "http/route_table.hpp"

namespace latchkey::fuzz {
namespace {

using http::Method;

struct Pattern {
  std::string_view text;
  std::size_t parameters;
  bool takes_rest = false;
};
constexpr std::array<Pattern, 6> patterns{{
    {"/", 0},
    {"/users", 0},
    {"/users/{id}", 1},
    {"/users/{id}/disable", 1},
    {"/{kind}/{id}/secrets/{secret_id}", 3},
    {"/checks/{name}/{+path}", 2, true},
}};

http::RouteTable make_table() {
  http::RouteTable table;
  for (std::size_t route = 0; route < patterns.size(); ++route)
    table.add(Method::get, patterns.at(route).text, route);
  return table;
}

// The pattern with its parameters filled in, each as one segment, and the rest as it is.
std::string fill(std::string_view pattern, const std::vector<std::string>& parameters) {
  std::string path;
  auto next = parameters.begin();
  for (const auto segment : http::path_segments(pattern)) {
    if (segment.starts_with("{+"))
      return path + *next;
    path += '/';
    path += segment.starts_with('{') ? percent_encode(*next++) : std::string(segment);
  }
  return path;
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey::fuzz;
  static const auto table = make_table();
  const std::string path = "/" + std::string(text_of(data, size));
  const auto match = table.find(Method::get, path);
  const auto route = match.routes.at(static_cast<std::size_t>(Method::get));
  if (!route)
    return 0;
  const auto& pattern = patterns.at(*route);
  require(match.parameters.size() == pattern.parameters);
  auto segments = match.parameters;
  if (pattern.takes_rest) {
    require(segments.back().starts_with('/') && path.ends_with(segments.back()));
    segments.pop_back();
  }
  for (const auto& parameter : segments)
    require(!parameter.empty() && latchkey::is_utf8(parameter) && !parameter.contains('\0'));
  const auto again = table.find(Method::get, fill(pattern.text, match.parameters));
  require(again.routes == match.routes && again.parameters == match.parameters);
  return 0;
}
