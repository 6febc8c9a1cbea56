#include "store/page_query.hpp"

#include <algorithm>
#include <limits>

namespace latchkey::store {

std::string order_by(std::initializer_list<SortColumn> columns, const PageRequest& request) {
  const auto* found = std::ranges::find(columns, std::string_view(request.sort), &SortColumn::key);
  const auto& chosen = found == columns.end() ? *columns.begin() : *found;
  const std::string_view direction = request.is_descending ? " DESC" : "";
  std::string order = " ORDER BY ";
  order.append(chosen.column).append(direction).append(", id").append(direction);
  return order;
}

std::int64_t offset(const PageRequest& request) {
  constexpr auto far = std::numeric_limits<std::int64_t>::max();
  const auto before = std::max<std::int64_t>(request.page, 1) - 1;
  return before > far / request.page_size ? far : before * request.page_size;
}

}  // namespace latchkey::store
