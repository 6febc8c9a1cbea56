#include "jose/times.hpp"

namespace latchkey::jose {
namespace {

constexpr std::int64_t end_of_year_9999 = 253402300799;

}  // namespace

std::expected<Time, std::string> numeric_date_claim(const json::object& claims,
                                                    std::string_view name) {
  const json::value* value = claims.if_contains(name);
  if (!value)
    return std::unexpected(std::string(name) + " is missing");
  if (!value->is_int64() && !value->is_uint64())
    return std::unexpected(std::string(name) + " is not a whole number");
  json::error_code ec;
  const auto seconds = value->to_number<std::int64_t>(ec);
  if (ec || seconds < 0 || seconds > end_of_year_9999)
    return std::unexpected(std::string(name) + " is out of range");
  return from_numeric_date(seconds);
}

}  // namespace latchkey::jose
