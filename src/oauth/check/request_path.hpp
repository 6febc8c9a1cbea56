// The path of a call to an API, as every server would read it.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace latchkey::oauth {

// Decoded, without the query and without a slash at its end; starts with a slash, and a slash
// separates two segments.
struct RequestPath {
  std::string text;
};

// target: a request target in origin form (RFC 9112 3.2.1), as the client sent it. Whatever two
// servers could read in two ways is refused, as what is checked here would not be what is served
// there: dot and empty segments, escaped slashes, percent signs and other delimiters, path
// parameters, backslashes, control characters, what is no UTF-8, dots and blanks around a segment.
// The error says which, for the log.
std::expected<RequestPath, std::string_view> read_request_path(std::string_view target);

}  // namespace latchkey::oauth
