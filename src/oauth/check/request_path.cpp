#include "oauth/check/request_path.hpp"

#include <optional>

#include "base/character_set.hpp"
#include "base/percent_escape.hpp"
#include "base/utf8.hpp"

namespace latchkey::oauth {

namespace {

constexpr std::size_t max_length = 4096;

using Fault = std::optional<std::string_view>;

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

// RFC 3986 3.3, but for ';'.
constexpr CharacterSet unescaped_characters(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,=:@/");

// The front of the path that stands for itself.
std::string_view unescaped_run(std::string_view path) {
  std::size_t run = 0;
  while (run < path.size() && unescaped_characters.contains(path[run])) ++run;
  return path.substr(0, run);
}

bool may_be_escaped(char c) {
  return !is_control(c) && !std::string_view("/\\%;?#").contains(c);
}

std::expected<std::string, std::string_view> decode(std::string_view path) {
  std::string decoded;
  decoded.reserve(path.size());
  for (;;) {
    const auto run = unescaped_run(path);
    decoded += run;
    path.remove_prefix(run.size());
    if (path.empty())
      return decoded;
    if (path.front() != '%')
      return std::unexpected("the path has a character that may not stand in one");
    const auto c = read_percent_escape(path);
    if (!c)
      return std::unexpected("the path has a broken escape");
    if (!may_be_escaped(*c))
      return std::unexpected("the path has an escaped delimiter or control character");
    decoded += *c;
    path.remove_prefix(percent_escape_length);
  }
}

Fault segment_fault(std::string_view segment) {
  if (segment.empty())
    return "the path has an empty segment";
  if (segment == "." || segment == "..")
    return "the path has a dot segment";
  // Some file systems take a name without these for the same.
  if (segment.ends_with('.') || segment.ends_with(' ') || segment.starts_with(' '))
    return "the path has a segment that ends with a dot, or begins or ends with a blank";
  return std::nullopt;
}

}  // namespace

std::expected<RequestPath, std::string_view> read_request_path(std::string_view target) {
  const auto path = target.substr(0, target.find('?'));
  if (!path.starts_with('/'))
    return std::unexpected("the request target is not a path");
  if (path.size() > max_length)
    return std::unexpected("the path is too long");
  auto decoded = decode(path);
  if (!decoded)
    return std::unexpected(decoded.error());
  if (!is_utf8(*decoded))
    return std::unexpected("the path is not UTF-8");
  if (*decoded == "/")
    return RequestPath{*std::move(decoded)};
  if (decoded->ends_with('/'))
    decoded->pop_back();
  for (std::string_view left = *decoded; !left.empty();) {
    left.remove_prefix(1);
    const auto segment = left.substr(0, left.find('/'));
    if (const auto fault = segment_fault(segment))
      return std::unexpected(*fault);
    left.remove_prefix(segment.size());
  }
  return RequestPath{*std::move(decoded)};
}

}  // namespace latchkey::oauth
