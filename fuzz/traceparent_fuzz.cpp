// Input: the value of a traceparent header.
#include "fuzz.hpp"
#include "http/traceparent.hpp"

namespace latchkey::fuzz {
namespace {

bool is_lowercase_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_zero(std::string_view text) {
  return text.find_first_not_of('0') == std::string_view::npos;
}

}  // namespace
}  // namespace latchkey::fuzz

// What is read stands in the header where it should, can be written into a log, and written again
// reads as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey::fuzz;
  const auto text = text_of(data, size);
  const auto parsed = latchkey::http::parse_traceparent(text);
  if (!parsed)
    return 0;
  const auto& [trace_id, parent_id] = *parsed;
  require(trace_id.size() == 32 && is_lowercase_hex(trace_id) && !is_zero(trace_id));
  require(parent_id.size() == 16 && is_lowercase_hex(parent_id) && !is_zero(parent_id));
  require(text.substr(2, 51) == "-" + trace_id + "-" + parent_id + "-");
  const auto again = latchkey::http::parse_traceparent("00-" + trace_id + "-" + parent_id + "-00");
  require(again && again->trace_id == trace_id && again->parent_id == parent_id);
  return 0;
}
