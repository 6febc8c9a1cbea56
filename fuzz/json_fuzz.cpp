#include <boost/json/serialize.hpp>
#include <cmath>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "fuzz.hpp"

namespace latchkey::fuzz {
namespace {

constexpr std::size_t max_depth = 32;
constexpr std::size_t max_members = 1024;

void require_clean(std::string_view text) {
  require(is_utf8(text));
  require(!text.contains('\0'));
}

void require_within_limits(const json::value& value, std::size_t depth) {
  require(depth <= max_depth);
  if (const auto* object = value.if_object()) {
    require(object->size() <= max_members);
    for (const auto& [name, member] : *object) {
      require_clean(name);
      require_within_limits(member, depth + 1);
    }
  } else if (const auto* array = value.if_array()) {
    for (const auto& element : *array) require_within_limits(element, depth + 1);
  } else if (const auto* text = value.if_string()) {
    require_clean(*text);
  } else if (const auto* number = value.if_double()) {
    require(std::isfinite(*number));
  }
}

bool is_same_number(double left, double right) {
  constexpr double rounding = 1e-14;
  return left == right || std::abs(left - right) <= std::abs(left) * rounding;
}

// Equal, but for the last bits of numbers with a fraction or exponent.
bool is_same(const json::value& left, const json::value& right) {
  if (left.is_double() && right.is_double())
    return is_same_number(left.get_double(), right.get_double());
  if (left.is_array() && right.is_array())
    return std::ranges::equal(left.get_array(), right.get_array(), is_same);
  if (!left.is_object() || !right.is_object())
    return left == right;
  const auto& members = right.get_object();
  return left.get_object().size() == members.size() &&
         std::ranges::all_of(left.get_object(), [&members](const auto& member) {
           const auto* other = members.if_contains(member.key());
           return other != nullptr && is_same(member.value(), *other);
         });
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey;
  const auto text = fuzz::text_of(data, size);
  const auto value = parse_json(text);
  if (!value) {
    fuzz::require(!value.error().empty());
    return 0;
  }
  fuzz::require(is_utf8(text));
  fuzz::require_within_limits(*value, 0);
  const auto again = parse_json(json::serialize(*value));
  fuzz::require(again.has_value());
  fuzz::require(fuzz::is_same(*value, *again));
  return 0;
}
