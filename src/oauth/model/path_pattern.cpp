#include "oauth/model/path_pattern.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.hpp"
#include "base/path_segment.hpp"

namespace latchkey::oauth {

namespace {

constexpr std::string_view any_segment = "*";
constexpr std::string_view rest = "**";

// What RFC 3986 lets a segment hold as it is, but for what starts parameters of it.
bool is_literal_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~!$&'()+,=:@").contains(c);
}

std::optional<std::string_view> fault_of(std::string_view segment) {
  if (segment.empty())
    return "has an empty segment";
  if (segment == "." || segment == "..")
    return "has a segment of dots";
  if (segment != any_segment && segment.contains('*'))
    return "has a * that is not a whole segment, or a ** that is not at its end";
  if (segment != any_segment && !std::ranges::all_of(segment, is_literal_character))
    return "has a character other than letters, digits and -._~!$&'()+,=:@";
  return std::nullopt;
}

}  // namespace

std::expected<PathPattern, std::string_view> PathPattern::parse(std::string_view text) {
  if (!text.starts_with('/'))
    return std::unexpected("does not start with a slash");
  PathPattern pattern;
  auto left = text == "/" ? std::string_view() : text;
  while (!left.empty()) {
    const auto segment = take_segment(left);
    if (segment == rest && left.empty()) {
      pattern.takes_rest_ = true;
      break;
    }
    if (const auto fault = fault_of(segment))
      return std::unexpected(*fault);
    pattern.segments_.emplace_back(segment);
  }
  return pattern;
}

PathPattern::Match PathPattern::match(std::string_view path) const {
  auto left = path == "/" ? std::string_view() : path;
  auto match = Match::exact;
  for (const auto& wanted : segments_) {
    if (left.empty())
      return Match::none;
    const auto segment = take_segment(left);
    if (wanted == any_segment || segment == wanted)
      continue;
    if (!equals_ignoring_case(segment, wanted))
      return Match::none;
    match = Match::in_other_case;
  }
  return left.empty() || takes_rest_ ? match : Match::none;
}

bool PathPattern::is_same_as(const PathPattern& other) const {
  return takes_rest_ == other.takes_rest_ &&
         std::ranges::equal(segments_, other.segments_, equals_ignoring_case);
}

bool PathPattern::is_more_specific_than(const PathPattern& other) const {
  const auto common = std::min(segments_.size(), other.segments_.size());
  for (std::size_t i = 0; i < common; ++i) {
    const bool is_any = segments_[i] == any_segment;
    const bool is_other_any = other.segments_[i] == any_segment;
    if (is_any != is_other_any)
      return is_other_any;
  }
  if (segments_.size() != other.segments_.size())
    return segments_.size() > other.segments_.size();
  return !takes_rest_ && other.takes_rest_;
}

}  // namespace latchkey::oauth
