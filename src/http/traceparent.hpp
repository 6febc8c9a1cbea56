// The traceparent header: by which trace, and which step of it, a request was made (W3C Trace
// Context).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace latchkey::http {

// As sent, lowercase hexadecimal. Anybody may have made them up: good to find log records by, and
// for nothing else.
struct TraceParent {
  std::string trace_id;   // 32 digits, not all zero
  std::string parent_id;  // 16 digits, not all zero
};

// W3C Trace Context 3.2; nothing for what is malformed. Of a version later than 00 the fields that
// 00 has are read.
std::optional<TraceParent> parse_traceparent(std::string_view value);

}  // namespace latchkey::http
